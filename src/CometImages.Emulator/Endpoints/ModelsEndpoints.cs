using System.Globalization;
using System.Text.Json.Nodes;
using CometImages.Emulator.Billing;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Models;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary><c>GET /api/models</c>, the public catalog, and <c>GET /v1/models</c>, the same models in OpenAI's shape.</summary>
static class ModelsEndpoints
{
    const long Created = 1_750_000_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        EmulatedRoute route = new(RouteNames.Models) { RequiresApiKey = true };
        app.MapGet("/api/models", (HostState state) => EmulatedResponse.Json(StatusCodes.Status200OK, CreateCatalog(state.Settings)))
            .WithMetadata(new EmulatedRoute(RouteNames.Catalog));
        app.MapGet("/v1/models", (HostState state) => EmulatedResponse.Json(
            StatusCodes.Status200OK, new { @object = "list", data = GetModels(state.Settings) })).WithMetadata(route);
        app.MapGet("/v1/models/{id}", GetModel).WithMetadata(route);
    }

    static IResult GetModel(string id, HostState state) =>
        GetModels(state.Settings).FirstOrDefault(model => (string?)model["id"] == id) is { } found
        ? EmulatedResponse.Json(StatusCodes.Status200OK, found)
        : new ApiError(StatusCodes.Status404NotFound, $"The model '{id}' doesn't exist.", "model", ApiError.ModelNotFound);

    static JsonObject CreateCatalog(EmulatorSettings settings)
    {
        JsonObject catalog = Catalog.Copy();
        JsonArray models = catalog["data"]!.AsArray();
        models.RemoveAll(model => settings.RejectRetiredModels && ModelRule.Get((string)model!["id"]!).IsRetired);
        catalog["total"] = models.Count;
        return catalog;
    }

    static IEnumerable<JsonObject> GetModels(EmulatorSettings settings) =>
        from model in CreateCatalog(settings)["data"]!.AsArray()
        let id = (string)model["id"]!
        select new JsonObject
        {
            ["id"] = id,
            ["object"] = "model",
            ["created"] = Created,
            ["owned_by"] = (string?)model["provider"],
            ["shutdown_date"] = ModelRule.Get(id).ShutdownDate?.ToString("O", CultureInfo.InvariantCulture),
        };
}
