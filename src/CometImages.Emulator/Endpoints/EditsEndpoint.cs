using System.Diagnostics;
using System.Text.Json;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Models;

namespace CometImages.Emulator.Endpoints;

/// <summary><c>POST /v1/images/edits</c>: a form with a prompt, images, and perhaps a mask.</summary>
static class EditsEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/v1/images/edits", EditAsync).WithMetadata(
        new EmulatedRoute(RouteNames.Edits) { RequiresApiKey = true, HasForm = true, GetSubject = ReadBody });

    static (string? Prompt, string? Model) ReadBody(HttpContext context)
    {
        GenerationBody body = context.Features.Get<UploadedForm>() is { } form
            ? GenerationBody.Parse(form)
            : new GenerationBody(null, "The Content-Type must be multipart/form-data, with a boundary.");
        context.Features.Set(body);
        return (body.Fields?.GetText("prompt"), body.Fields?.GetText("model"));
    }

    static async Task<IResult> EditAsync(HttpContext context, HostState state, ImageResponder responder)
    {
        long start = Stopwatch.GetTimestamp();
        GenerationBody body = context.Features.GetRequiredFeature<GenerationBody>();
        if (GenerationRequest.Validate(body, isEdit: true, state.Settings) is { } error)
        {
            return error;
        }

        InputImages images = EditFiles.Read(context.Features.GetRequiredFeature<UploadedForm>());
        if (images.Error is { } invalid)
        {
            return invalid;
        }

        JsonElement fields = body.Fields!.Value;
        ModelRule rule = ModelRule.Get(fields.GetText("model")!);
        return await responder.RespondAsync(
            context, GenerationRequest.Create(fields, images, rule.GetEditSize(images.Source!.Image.Size)), start);
    }
}
