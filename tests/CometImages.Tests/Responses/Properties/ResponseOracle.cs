using System.Runtime.InteropServices;
using System.Text.Json;
using CometImages.Images;

namespace CometImages.Tests.Responses.Properties;

/// <summary>
/// A response as <see cref="JsonDocument"/> and <see cref="Convert.FromBase64String"/> read it. Each intended difference of the reader is a
/// comment here, in <see cref="ResponsePrefix"/>, or in <see cref="ResponseComparison"/> that begins with "Difference".
/// </summary>
sealed class ResponseOracle
{
    static readonly string[] s_texts = ["model", "size", "quality", "background", "output_format", "error"];
    static readonly string[] s_errorTexts = ["message", "code", "type", "param"];
    static readonly string[] s_tokens = ["input_tokens", "output_tokens", "total_tokens", "prompt_tokens", "completion_tokens"];

    readonly int _bufferSize;
    bool _hasData;

    ResponseOracle(int bufferSize) => _bufferSize = bufferSize;

    public bool IsInvalidResponse { get; private set; }

    public bool IsAmbiguous { get; private set; }

    public List<ExpectedImage> Images { get; } = [];

    public Dictionary<string, string?> Texts { get; } = [];

    public Dictionary<string, long> Numbers { get; } = [];

    public static ResponseOracle Read(byte[] body, int bufferSize)
    {
        ResponsePrefix prefix = ResponsePrefix.Of(body, bufferSize);
        ResponseOracle oracle = new(bufferSize) { IsInvalidResponse = !prefix.IsComplete, IsAmbiguous = prefix.HasAmbiguousImage };
        using JsonDocument document = JsonDocument.Parse(prefix.Json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            oracle.ReadRoot(document.RootElement);
        }

        return oracle;
    }

    void ReadRoot(JsonElement root)
    {
        foreach ((string name, JsonElement value) in GetProperties(root))
        {
            if (name == "data" && value.ValueKind == JsonValueKind.Array)
            {
                // Difference: two data arrays make the response invalid. JsonDocument returns the last.
                if (_hasData || !ReadData(value))
                {
                    (IsInvalidResponse, IsAmbiguous) = (true, false);
                    return;
                }

                _hasData = true;
            }
            else if (name == "usage" && value.ValueKind == JsonValueKind.Object)
            {
                ReadProperties(value, "usage.", s_tokens);
            }
            else if (name == "error" && value.ValueKind == JsonValueKind.Object)
            {
                ReadProperties(value, "error.", s_errorTexts);
            }
            else
            {
                Store(name, name, value, [.. s_texts, "created"]);
            }
        }
    }

    bool ReadData(JsonElement data)
    {
        foreach (JsonElement element in data.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                ExpectedImage image = new();
                Images.Add(image);
                if (!ReadItem(element, image))
                {
                    return false;
                }
            }
        }

        return true;
    }

    bool ReadItem(JsonElement element, ExpectedImage image)
    {
        foreach ((string name, JsonElement value) in GetProperties(element))
        {
            switch (name)
            {
                // Difference: two values for one image make the response invalid. JsonDocument returns the last.
                case "b64_json" when image.HasBase64:
                    return false;
                case "b64_json":
                    image.HasBase64 = true;
                    Decode(value, image);
                    break;
                case "url" when IsStored(value):
                    image.Url = GetItemText(value);
                    break;
                case "revised_prompt" when IsStored(value):
                    image.RevisedPrompt = GetItemText(value);
                    break;
                case "size" when IsStored(value):
                    image.Size = GetItemText(value);
                    break;
            }
        }

        return true;
    }

    static void Decode(JsonElement value, ExpectedImage image)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        try
        {
            string base64 = value.GetString()!;
            if (base64.All(IsWhiteSpace))
            {
                // Difference: an empty string is ignored.
                return;
            }

            // Like the reader, Convert skips white space and rejects padding inside a value.
            byte[] bytes = Convert.FromBase64String(ToStandardAlphabet(base64));

            // Difference: the bytes must be an image.
            image.IsNotAnImage = ImageFileFormat.Detect(bytes.AsSpan(0, Math.Min(bytes.Length, ImageFileFormat.MaxSignatureLength)), out _) is null;
            image.Bytes = image.IsNotAnImage ? null : bytes;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
        }

        image.IsInvalid = image.Bytes is null;
    }

    static bool IsWhiteSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    // Difference: the URL-safe alphabet is accepted, and its padding is optional.
    static string ToStandardAlphabet(string base64)
    {
        if (base64.IndexOfAny(['-', '_']) < 0)
        {
            return base64;
        }

        string standard = string.Concat(base64.Where(c => !IsWhiteSpace(c))).Replace('-', '+').Replace('_', '/');
        return standard.PadRight((standard.Length + 3) / 4 * 4, '=');
    }

    void ReadProperties(JsonElement parent, string prefix, string[] known)
    {
        foreach ((string name, JsonElement value) in GetProperties(parent))
        {
            Store(name, prefix + name, value, known);
        }
    }

    void Store(string name, string path, JsonElement value, string[] known)
    {
        if (!known.Contains(name))
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number))
        {
            Numbers[path] = number;
        }
        else if (IsStored(value))
        {
            Texts[path] = value.ValueKind == JsonValueKind.Null ? null : GetText(value) ?? string.Empty;
        }
    }

    // Difference: a string that is longer than the buffer is skipped.
    bool IsStored(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(value).Length <= _bufferSize);

    static string? GetItemText(JsonElement value) => GetText(value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    static string? GetText(JsonElement value) => ReadLenient(value.GetString) is { Length: > 0 } text ? text : null;

    static IEnumerable<(string Name, JsonElement Value)> GetProperties(JsonElement element) =>
        element.EnumerateObject().Select(member => (ReadLenient(() => member.Name)!, member.Value));

    // Difference: a lone surrogate becomes a replacement character. JsonElement throws.
    static string? ReadLenient(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return Unreadable;
        }
    }

    public const string Unreadable = "\uFFFD";
}
