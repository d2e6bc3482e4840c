using System.Diagnostics;
using CometImages.Emulator.Billing;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary>Renders the images of a valid request, responds after the latency, and charges for them.</summary>
sealed class ImageResponder(HostState state, RenderedImageCache cache, IssuedUrlStore urls, Account account)
{
    const string SamePrompt = "The same image for every prompt";

    public async Task<IResult> RespondAsync(HttpContext context, GenerationRequest request, long start)
    {
        if (account.IsExhausted)
        {
            return ApiError.InsufficientQuota();
        }

        EmulatorSettings settings = state.Settings;
        RenderedImage[] images;
        try
        {
            images = await Task.WhenAll(Enumerable.Range(0, request.Count).Select(
                index => cache.GetAsync(CreateKey(request, index, settings), request.Images.Source)));
        }
        catch (InvalidDataException error)
        {
            return ApiError.Invalid("image", error.Message);
        }

        RequestRecord record = context.Features.GetRequiredFeature<RequestRecord>();
        record.Update(entry => entry with { Images = [.. images.Select(image => image.Sha256)] });
        int rest = settings.LatencyMs - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await Task.Delay(Math.Max(0, rest), context.RequestAborted);
        decimal? cost = ModelPrice.Find(request.Model)?.GetCost(request.Count, request.InputTokens, request.OutputTokens);
        account.Charge(cost);
        record.Update(entry => entry with { Cost = cost });
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
        settings.ImageBytes,
        request.Images.Source?.Id);
}
