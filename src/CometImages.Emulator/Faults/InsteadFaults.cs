using CometImages.Emulator.Answers;
using CometImages.Emulator.Hosting;
using Microsoft.AspNetCore.Http.Features;
using static CometImages.Emulator.Faults.FaultKinds;

namespace CometImages.Emulator.Faults;

/// <summary>Faults that stand in the answer's place, or before it.</summary>
static class InsteadFaults
{
    const int EndlessBlock = 64 << 10;

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(FaultNames.Status, "status (default 500) with the documented envelope: code, type, param, message, retryAfter", EveryRoute)
        {
            Instead = StatusAsync,
        },
        new(FaultNames.Delay, "waits delayMs (default 1000), then goes on normally", EveryRoute) { DefaultDelayMs = 1000 },
        new(FaultNames.Stall, "the headers never come", EveryRoute) { Instead = Connections.StallAsync },
        new(FaultNames.ResetBeforeHeaders, "the request is read, then a TCP reset", EveryRoute) { Instead = Connections.ResetAsync },
        new(FaultNames.Html, "an HTML page (status, default 200)", EveryRoute)
        {
            Instead = exchange => AnswerWriter.WriteAsync(exchange, Answer.Html(exchange.Rule.Status ?? 200, HtmlPages.Proxy)),
        },
        new(FaultNames.Redirect, "a redirect (status, default 301) to location (default: /, for pictures the same URL)", EveryRoute)
        {
            Instead = RedirectAsync,
        },
        new(FaultNames.ErrorIn200, "status 200 whose body is the error envelope", JsonRoutes)
        {
            Instead = exchange => AnswerWriter.WriteAsync(
                exchange, Answer.Of(StatusErrors.For(exchange.Rule), exchange.RequestId) with { Status = StatusCodes.Status200OK }),
        },
        new(FaultNames.Endless, "white space without end after the first member", JsonRoutes)
        {
            Instead = exchange => EndlessAsync(exchange, Answer.Json, "{\"created\":1,"u8.ToArray(), Filled((byte)' ')),
        },
        new(FaultNames.EndlessString, "a base64 string without end", JsonRoutes)
        {
            Instead = exchange => EndlessAsync(
                exchange, Answer.Json, "{\"created\":1,\"data\":[{\"b64_json\":\""u8.ToArray(), Filled((byte)'A')),
        },
        new(FaultNames.Expired, "403 AccessDenied, as when the URL's time is over", OnlyPictures)
        {
            Instead = exchange => AnswerWriter.WriteAsync(exchange, StorageErrors.AccessDenied("The URL has expired.", exchange.RequestId)),
        },
        new(FaultNames.EndlessPicture, "a picture without end", OnlyPictures)
        {
            Instead = exchange => EndlessAsync(exchange, "image/png", [0x89, .. "PNG\r\n\x1A\n"u8], Filled(0x5A)),
        },
    ];

    static Task StatusAsync(Exchange exchange)
    {
        ApiError error = StatusErrors.For(exchange.Rule);
        if (exchange.Rule.RetryAfter is { } retryAfter)
            exchange.Context.Response.Headers.RetryAfter = retryAfter;
        Answer answer = (error.Status, exchange.Record.Route) switch
        {
            (StatusCodes.Status502BadGateway, _) => Answer.Html(error.Status, HtmlPages.BadGateway),
            (_, Routes.Pictures) => StorageErrors.Of(
                error.Status, error.Code.Length == 0 ? "InternalError" : error.Code, error.Message, exchange.RequestId),
            _ => Answer.Of(error, exchange.RequestId),
        };
        return AnswerWriter.WriteAsync(exchange, answer);
    }

    static Task RedirectAsync(Exchange exchange)
    {
        string itself = exchange.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        exchange.Context.Response.Headers.Location =
            exchange.Rule.Location ?? (exchange.Record.Route == Routes.Pictures ? itself : "/");
        return AnswerWriter.WriteAsync(
            exchange, Answer.Html(exchange.Rule.Status ?? StatusCodes.Status301MovedPermanently, HtmlPages.WrongPath));
    }

    static async Task EndlessAsync(Exchange exchange, string contentType, byte[] start, byte[] block)
    {
        using CancellationTokenSource either = exchange.Either();
        HttpResponse response = exchange.Context.Response;
        response.ContentType = contentType;
        await response.Body.WriteAsync(start, either.Token);
        while (true)
        {
            await response.Body.WriteAsync(block, either.Token);
            either.Token.ThrowIfCancellationRequested();
        }
    }

    static byte[] Filled(byte value)
    {
        byte[] block = new byte[EndlessBlock];
        block.AsSpan().Fill(value);
        return block;
    }
}
