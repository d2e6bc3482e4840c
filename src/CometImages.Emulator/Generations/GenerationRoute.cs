using System.Diagnostics;
using CometImages.Emulator.Answers;
using CometImages.Emulator.Hosting;
using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Generations;

/// <summary>
/// <c>POST /v1/images/generations</c>. In this order: the key, room for one more, JSON, faults (they stand for the gateway
/// before the model), the model's rules, the pictures, the wait, the answer.
/// </summary>
static class GenerationRoute
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        long start = Stopwatch.GetTimestamp();
        EmulatorSettings settings = exchange.State.Settings;
        byte[] body = await exchange.ReadBodyAsync();
        if (KeyCheck.Refuse(exchange) is { } noKey)
        {
            await exchange.RefuseAsync(noKey);
            return;
        }

        using AdmissionGate.Pass? pass = exchange.State.Gate.TryEnter(settings.MaxConcurrent);
        if (pass is null)
        {
            exchange.Context.Response.Headers.RetryAfter = settings.MaxConcurrentRetryAfter;
            await exchange.RefuseAsync(new ApiError(
                StatusCodes.Status429TooManyRequests, "Too many generations at once: slow down.", Code: "rate_limit_exceeded"));
            return;
        }

        RequestBody fields = RequestBody.Parse(body);
        exchange.Record.Model = fields.Model;
        if (await exchange.MeetFaultAsync(fields.Prompt, fields.Model))
            return;
        if (RequestCheck.Refuse(exchange.Context.Request, fields, out GenerationRequest? request) is { } wrong)
        {
            await exchange.RefuseAsync(wrong);
            return;
        }

        Picture[] pictures = await DrawAsync(exchange, request!);
        int rest = settings.LatencyMs - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (rest > 0)
            await exchange.DelayAsync(rest);
        exchange.Record.Pictures = [.. pictures.Select(picture => picture.Sha256)];

        ImagesAnswer images = AnswerComposer.Compose(exchange.State, request!, pictures);
        exchange.Fault?.Items?.Invoke(images, exchange);
        Answer answer = new(StatusCodes.Status200OK, Answer.Json, ImagesJson.Write(images, settings));
        answer = exchange.Fault?.Bytes?.Invoke(answer, exchange) ?? answer;

        // Who has the last byte may ask again at once, so the room is free before it goes out.
        pass.Dispose();
        await AnswerWriter.WriteAsync(exchange, answer);
    }

    static Task<Picture[]> DrawAsync(Exchange exchange, GenerationRequest request) =>
        Task.WhenAll(Enumerable.Range(0, request.Count).Select(index =>
            exchange.State.Pictures.GetAsync(PictureKey.For(request, index, exchange.State.Settings)).AsTask()));
}
