using CometImages.Emulator.Journal;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;
using Microsoft.Net.Http.Headers;

namespace CometImages.Emulator.Endpoints;

/// <summary>
/// The image server: everything on its port. It never needs the API key, serves an image for the URL that was issued, and denies any
/// other. ASP.NET Core implements ranges, If-Range, and HEAD.
/// </summary>
sealed class ImagesEndpoint(HostState state, RenderedImageCache cache, IssuedUrlStore urls)
{
    public Endpoint Create() => new(
        GetAsync, new EndpointMetadataCollection(new EmulatedRoute(RouteNames.Images) { GetSubject = FindUrl }), RouteNames.Images);

    (string? Prompt, string? Model) FindUrl(HttpContext context)
    {
        IssuedUrl? url = urls.Find(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        context.Features.Set(url);
        return (url?.Prompt, url?.Key.Model);
    }

    async Task GetAsync(HttpContext context)
    {
        IssuedUrl? url = context.Features.Get<IssuedUrl>();
        IResult result = Validate(context.Request.Method, url) is { } error ? error : await CreateResultAsync(context, url!);
        await result.ExecuteAsync(context);
    }

    BlobStorageError? Validate(string method, IssuedUrl? url) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)
            ? new BlobStorageError(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Images are read-only.")
        : url is null ? BlobStorageError.AccessDenied("The signature doesn't match the request. Use the URL exactly as issued.")
        : DateTimeOffset.UtcNow - url.IssuedAt >= TimeSpan.FromSeconds(state.Settings.UrlLifetimeSeconds)
            ? BlobStorageError.AccessDenied("The URL has expired.")
        : null;

    async Task<IResult> CreateResultAsync(HttpContext context, IssuedUrl url)
    {
        RenderedImage image = await url.GetImageAsync(cache);
        context.Features.GetRequiredFeature<RequestRecord>().Update(entry => entry with { Images = [image.Sha256] });
        return TypedResults.Bytes(
            image.Bytes,
            image.Key.Format.ContentType,
            enableRangeProcessing: true,
            lastModified: url.IssuedAt,
            entityTag: new EntityTagHeaderValue($"\"{image.Sha256}\""));
    }
}
