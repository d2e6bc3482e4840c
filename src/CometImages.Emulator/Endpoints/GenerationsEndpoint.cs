using System.Diagnostics;
using System.Text.Json;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Models;

namespace CometImages.Emulator.Endpoints;

/// <summary><c>POST /v1/images/generations</c>, behind the middleware, which acts like the gateway in front of a model.</summary>
static class GenerationsEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/v1/images/generations", CreateAsync).WithMetadata(
        new EmulatedRoute(RouteNames.Generations) { RequiresApiKey = true, GetSubject = ReadBody });

    static (string? Prompt, string? Model) ReadBody(HttpContext context)
    {
        GenerationBody body = GenerationBody.Parse(context.Request);
        context.Features.Set(body);
        return (body.Fields?.GetText("prompt"), body.Fields?.GetText("model"));
    }

    static async Task<IResult> CreateAsync(HttpContext context, HostState state, ReferenceReader references, ImageResponder responder)
    {
        long start = Stopwatch.GetTimestamp();
        GenerationBody body = context.Features.GetRequiredFeature<GenerationBody>();
        if (GenerationRequest.Validate(body, isEdit: false, state.Settings) is { } error)
        {
            return error;
        }

        JsonElement fields = body.Fields!.Value;
        InputImages images = await references.ReadAsync(fields);
        return images.Error is { } invalid
            ? invalid
            : await responder.RespondAsync(context, GenerationRequest.Create(fields, images), start);
    }
}
