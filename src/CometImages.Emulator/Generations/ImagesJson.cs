using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CometImages.Emulator.Generations;

/// <summary>
/// Writes an answer as pieces: the JSON around the pictures, which is small, and the pictures' base64, which is in memory
/// already and is not copied. The writer puts an empty string where a picture goes and notes the place.
/// </summary>
sealed class ImagesJson : IDisposable
{
    readonly ArrayBufferWriter<byte> _frame = new(1024);
    readonly Utf8JsonWriter _json;
    readonly List<(int At, ReadOnlyMemory<byte> Base64)> _pictures = [];
    readonly bool _escapeSlashes;

    ImagesJson(EmulatorSettings settings)
    {
        _escapeSlashes = settings.EscapeSlashes;
        _json = new Utf8JsonWriter(_frame, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = settings.Indented,
            SkipValidation = true, // one fault gives a member twice
        });
    }

    public static IReadOnlyList<ReadOnlyMemory<byte>> Write(ImagesAnswer answer, EmulatorSettings settings)
    {
        using ImagesJson writer = new(settings);
        writer._json.WriteStartObject();
        if (settings.DataFirst)
            writer.WriteData(answer);
        writer._json.WriteNumber("created", answer.Created);
        foreach ((string name, string value) in answer.Members)
            writer._json.WriteString(name, value);
        answer.Usage?.Write(writer._json);
        if (!settings.DataFirst)
            writer.WriteData(answer);
        writer._json.WriteEndObject();
        writer._json.Flush();
        return writer.Pieces();
    }

    public void Dispose() => _json.Dispose();

    void WriteData(ImagesAnswer answer)
    {
        _json.WriteStartArray("data");
        foreach (ImageItem item in answer.Items)
            WriteItem(item);
        _json.WriteEndArray();
    }

    void WriteItem(ImageItem item)
    {
        _json.WriteStartObject();
        if (item.RevisedPrompt is not null)
            _json.WriteString("revised_prompt", item.RevisedPrompt);
        if (item.Size is not null)
            _json.WriteString("size", item.Size);
        if (item.Url is not null)
            _json.WriteString("url", item.Url);
        for (int times = item.Base64 is null ? 0 : item.Twice ? 2 : 1; times > 0; times--)
            WritePicture(item.Base64!.Value);
        if (item.Url is null && item.Base64 is null)
        {
            _json.WriteNull("url");
            _json.WriteNull("b64_json");
        }

        _json.WriteEndObject();
    }

    void WritePicture(ReadOnlyMemory<byte> base64)
    {
        _json.WriteString("b64_json", "");
        _pictures.Add(((int)(_json.BytesCommitted + _json.BytesPending) - 1, base64));
    }

    List<ReadOnlyMemory<byte>> Pieces()
    {
        List<ReadOnlyMemory<byte>> pieces = new(1 + (2 * _pictures.Count));
        int from = 0;
        foreach ((int at, ReadOnlyMemory<byte> base64) in _pictures)
        {
            pieces.Add(Escaped(_frame.WrittenMemory[from..at]));
            pieces.Add(Escaped(base64));
            from = at;
        }

        pieces.Add(Escaped(_frame.WrittenMemory[from..]));
        return pieces;
    }

    /// <summary>A slash can stand in strings only, so the bytes need no parsing.</summary>
    ReadOnlyMemory<byte> Escaped(ReadOnlyMemory<byte> json)
    {
        int slashes = _escapeSlashes ? json.Span.Count((byte)'/') : 0;
        if (slashes == 0)
            return json;
        byte[] escaped = new byte[json.Length + slashes];
        int to = 0;
        foreach (byte one in json.Span)
        {
            if (one == '/')
                escaped[to++] = (byte)'\\';
            escaped[to++] = one;
        }

        return escaped;
    }
}
