using System.Diagnostics;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Models;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Endpoints;

/// <summary><c>POST /v1/images/generations</c>, behind the middleware, which acts like the gateway in front of a model.</summary>
static class GenerationsEndpoint
{
    const string SamePrompt = "The same image for every prompt";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/v1/images/generations", CreateAsync).WithMetadata(
        new EmulatedRoute(RouteNames.Generations) { RequiresApiKey = true, GetSubject = ReadBody });

    static (string? Prompt, string? Model) ReadBody(HttpContext context)
    {
        GenerationBody body = GenerationBody.Parse(context.Request.Body);
        context.Features.Set(body);
        return (body.Fields?.GetText("prompt"), body.Fields?.GetText("model"));
    }

    static async Task<IResult> CreateAsync(HttpContext context, HostState state, RenderedImageCache cache, IssuedUrlStore urls)
    {
        long start = Stopwatch.GetTimestamp();
        EmulatorSettings settings = state.Settings;
        GenerationBody body = context.Features.GetRequiredFeature<GenerationBody>();
        if (GenerationRequest.Validate(context.Request, body, settings) is { } error)
        {
            return error;
        }

        GenerationRequest request = GenerationRequest.Create(body.Fields!.Value);
        RenderedImage[] images = await Task.WhenAll(
            Enumerable.Range(0, request.Count).Select(index => cache.GetAsync(CreateKey(request, index, settings))));
        context.Features.GetRequiredFeature<RequestRecord>().Update(entry => entry with { Images = [.. images.Select(image => image.Sha256)] });
        int rest = settings.LatencyMs - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await Task.Delay(Math.Max(0, rest), context.RequestAborted);
        return ImageResponseFactory.Create(request, images, settings, image => urls.Issue(state.ImageUri, image, request.Prompt));
    }

    static RenderedImageKey CreateKey(GenerationRequest request, int index, EmulatorSettings settings) => new(
        request.Model,
        settings.SameImage ? SamePrompt : request.Prompt,
        settings.SameImage ? 0 : index,
        request.Size,
        request.Format,
        request.Compression,
        request.IsTransparent,
        request.Animation,
        settings.ImageBytes);
}
