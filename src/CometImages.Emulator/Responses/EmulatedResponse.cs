using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace CometImages.Emulator.Responses;

/// <summary>A complete response. Its body is in parts, so that large images are never copied together.</summary>
sealed record EmulatedResponse(int Status, string ContentType, params IReadOnlyList<ReadOnlyMemory<byte>> Body) : IResult
{
    public const string JsonContentType = "application/json";
    public const string HtmlContentType = "text/html; charset=utf-8";

    const int FlushLength = 256 << 10;

    public EmulatedResponse(int status, string contentType, string body)
        : this(status, contentType, Encoding.UTF8.GetBytes(body))
    {
    }

    public static EmulatedResponse Json(int status, object value) =>
        new(status, JsonContentType, JsonSerializer.SerializeToUtf8Bytes(value, EmulatorJson.ApiOptions));

    /// <summary>Writes the response no faster than the client reads it.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Sum(part => (long)part.Length);
        PipeWriter writer = response.BodyWriter;
        foreach (ReadOnlyMemory<byte> part in Body)
        {
            for (int offset = 0; offset < part.Length; offset += FlushLength)
            {
                writer.Write(part.Span[offset..Math.Min(part.Length, offset + FlushLength)]);
                if (writer.UnflushedBytes >= FlushLength)
                {
                    await writer.FlushAsync(httpContext.RequestAborted);
                }
            }
        }

        // A client that leaves when it has everything didn't abort, so nothing cancels the last flush.
        await writer.FlushAsync(CancellationToken.None);
    }
}
