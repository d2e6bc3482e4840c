using CometImages.Emulator.Answers;
using CometImages.Emulator.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CometImages.Emulator.Pictures;

/// <summary>
/// The pictures' server: everything that comes to its port. It never wants a key, gives a picture for the URL exactly as it
/// was issued, and answers AccessDenied to any other spelling. Ranges, If-Range and HEAD are the platform's.
/// </summary>
static class PictureRoute
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        IssuedUrls.Issued? issued = exchange.State.Urls.Find(target);
        exchange.Record.Model = issued?.Key.Model;
        if (await exchange.MeetFaultAsync(issued?.Prompt, issued?.Key.Model))
            return;
        if (Refuse(exchange, issued) is { } refusal)
        {
            await AnswerWriter.WriteAsync(exchange, refusal);
            return;
        }

        Picture picture = await exchange.State.Pictures.GetAsync(issued!.Key);
        exchange.Record.Pictures = [picture.Sha256];
        Answer answer = new(StatusCodes.Status200OK, picture.Key.Format.ContentType(), [picture.Bytes]);
        answer = exchange.Fault?.Bytes?.Invoke(answer, exchange) ?? answer;
        if (answer.Chunked)
            DropLength(context.Response);
        context.Response.Body = new WatchedBody(exchange, context.Response.Body);
        EntityTagHeaderValue tag = new($"\"{picture.Sha256}\"");
        await TypedResults
            .Bytes(answer.Body[0], answer.ContentType, enableRangeProcessing: true, lastModified: issued.At, entityTag: tag)
            .ExecuteAsync(context);
    }

    static Answer? Refuse(Exchange exchange, IssuedUrls.Issued? issued)
    {
        string method = exchange.Context.Request.Method;
        string? id = exchange.RequestId;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
            return StorageErrors.Of(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Pictures can be read only.", id);
        if (issued is null)
            return StorageErrors.AccessDenied("The signature does not match the request. Use the URL exactly as it was given.", id);
        return DateTimeOffset.UtcNow - issued.At >= TimeSpan.FromSeconds(exchange.State.Settings.UrlLifetimeSeconds)
            ? StorageErrors.AccessDenied("The URL has expired.", id)
            : null;
    }

    static void DropLength(HttpResponse response) => response.OnStarting(() =>
    {
        response.ContentLength = null;
        return Task.CompletedTask;
    });
}
