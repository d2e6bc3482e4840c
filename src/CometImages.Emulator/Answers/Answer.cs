using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CometImages.Emulator.Answers;

/// <summary>
/// A whole answer before it is sent: faults may still change it. The body is in pieces so that big ones are never copied together.
/// </summary>
sealed record Answer(int Status, string ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Body)
{
    public const string Json = "application/json";

    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the body goes out without a Content-Length.</summary>
    public bool Chunked { get; init; }

    public long Length => Body.Sum(piece => (long)piece.Length);

    public static Answer Of(ApiError error, string? requestId)
    {
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter json = new(body, Relaxed);
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", requestId is null ? error.Message : $"{error.Message} (request id: {requestId})");
        json.WriteString("type", error.Type);
        json.WriteString("param", error.Param);
        json.WriteString("code", error.Code);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return new Answer(error.Status, Json, [body.WrittenMemory]);
    }

    public static Answer OfJson(ReadOnlyMemory<byte> json) => new(200, Json, [json]);

    public static Answer Html(int status, string page) => new(status, "text/html; charset=utf-8", [Encoding.UTF8.GetBytes(page)]);

    public static Answer Xml(int status, string document) => new(status, "application/xml", [Encoding.UTF8.GetBytes(document)]);
}
