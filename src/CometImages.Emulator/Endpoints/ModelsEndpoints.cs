using System.Text.Json.Nodes;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary><c>GET /api/models</c>, the public catalog, and <c>GET /v1/models</c>, the same models in OpenAI's shape.</summary>
static class ModelsEndpoints
{
    const long Created = 1_750_000_000;

    static readonly Lazy<JsonNode> s_catalog = new(() => EmulatorJson.ReadResource<JsonNode>("catalog.json"));

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/models", () => EmulatedResponse.Json(StatusCodes.Status200OK, s_catalog.Value))
            .WithMetadata(new EmulatedRoute(RouteNames.Catalog));
        app.MapGet("/v1/models", () => EmulatedResponse.Json(StatusCodes.Status200OK, CreateList()))
            .WithMetadata(new EmulatedRoute(RouteNames.Models) { RequiresApiKey = true });
    }

    static object CreateList() => new
    {
        @object = "list",
        data = s_catalog.Value["data"]!.AsArray().Select(model =>
            new { id = (string?)model!["id"], @object = "model", created = Created, owned_by = (string?)model["provider"] }),
    };
}
