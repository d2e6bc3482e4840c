using System.Runtime.InteropServices;
using System.Text.Json;
using CometImages.Images;

namespace CometImages.Tests.Responses.Properties;

/// <summary>
/// What <see cref="JsonDocument"/> and <see cref="Convert.FromBase64String"/> make of an answer. Where the reader differs on purpose, a
/// line here or in <see cref="ResponsePrefix"/> begins with "Difference"; there are no others.
/// </summary>
sealed class ResponseOracle
{
    static readonly string[] s_texts = ["model", "size", "quality", "background", "output_format", "error"];
    static readonly string[] s_errorTexts = ["message", "code", "type", "param"];
    static readonly string[] s_tokens = ["input_tokens", "output_tokens", "total_tokens", "prompt_tokens", "completion_tokens"];

    readonly int _bufferSize;
    bool _hasData;

    ResponseOracle(int bufferSize) => _bufferSize = bufferSize;

    public bool IsBroken { get; private set; }

    public bool IsDoubtful { get; private set; }

    public List<ExpectedImage> Pictures { get; } = [];

    public Dictionary<string, string?> Texts { get; } = [];

    public Dictionary<string, long> Numbers { get; } = [];

    public static ResponseOracle Read(byte[] body, int bufferSize)
    {
        ResponsePrefix prefix = ResponsePrefix.Of(body, bufferSize);
        ResponseOracle oracle = new(bufferSize) { IsBroken = !prefix.IsWhole, IsDoubtful = prefix.DoubtfulPicture };
        using JsonDocument document = JsonDocument.Parse(prefix.Json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            oracle.ReadRoot(document.RootElement);
        }

        return oracle;
    }

    void ReadRoot(JsonElement root)
    {
        foreach ((string name, JsonElement value) in Members(root))
        {
            if (name == "data" && value.ValueKind == JsonValueKind.Array)
            {
                // Difference: two lists of pictures are a broken answer; in a document the last would win.
                if (_hasData || !ReadData(value))
                {
                    (IsBroken, IsDoubtful) = (true, false);
                    return;
                }

                _hasData = true;
            }
            else if (name == "usage" && value.ValueKind == JsonValueKind.Object)
            {
                ReadMembers(value, "usage.", s_tokens);
            }
            else if (name == "error" && value.ValueKind == JsonValueKind.Object)
            {
                ReadMembers(value, "error.", s_errorTexts);
            }
            else
            {
                Keep(name, name, value, [.. s_texts, "created"]);
            }
        }
    }

    bool ReadData(JsonElement data)
    {
        foreach (JsonElement element in data.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                ExpectedImage picture = new();
                Pictures.Add(picture);
                if (!ReadPicture(element, picture))
                {
                    return false;
                }
            }
        }

        return true;
    }

    bool ReadPicture(JsonElement element, ExpectedImage picture)
    {
        foreach ((string name, JsonElement value) in Members(element))
        {
            switch (name)
            {
                // Difference: two values for one picture are a broken answer; in a document the last would win.
                case "b64_json" when picture.HasBase64:
                    return false;
                case "b64_json":
                    picture.HasBase64 = true;
                    Decode(value, picture);
                    break;
                case "url" when IsKept(value):
                    picture.Url = TextOf(value);
                    break;
                case "revised_prompt" when IsKept(value):
                    picture.RevisedPrompt = TextOf(value);
                    break;
                case "size" when IsKept(value):
                    picture.Size = TextOf(value);
                    break;
            }
        }

        return true;
    }

    static void Decode(JsonElement value, ExpectedImage picture)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        try
        {
            // White space in base64 is skipped, padding inside is refused: Convert does both.
            byte[] bytes = Convert.FromBase64String(value.GetString()!);

            // Difference: a picture must be a picture.
            picture.IsNoPicture = ImageFileFormat.Detect(bytes.AsSpan(0, Math.Min(bytes.Length, ImageFileFormat.SignatureLength))) is null;
            picture.Bytes = picture.IsNoPicture ? null : bytes;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
        }

        picture.IsWrong = picture.Bytes is null;
    }

    void ReadMembers(JsonElement parent, string prefix, string[] known)
    {
        foreach ((string name, JsonElement value) in Members(parent))
        {
            Keep(name, prefix + name, value, known);
        }
    }

    void Keep(string name, string path, JsonElement value, string[] known)
    {
        if (!known.Contains(name))
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number))
        {
            Numbers[path] = number;
        }
        else if (IsKept(value))
        {
            Texts[path] = value.ValueKind == JsonValueKind.Null ? null : TextOf(value) ?? string.Empty;
        }
    }

    // Difference: a text that is longer than the buffer is not kept.
    bool IsKept(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(value).Length <= _bufferSize);

    static string? TextOf(JsonElement value) => Lenient(value.GetString) is { Length: > 0 } text ? text : null;

    static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement element) =>
        element.EnumerateObject().Select(member => (Lenient(() => member.Name)!, member.Value));

    // Difference: half of a surrogate pair is one unreadable character of a text; a document refuses to tell the text.
    static string? Lenient(Func<string?> read)
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
