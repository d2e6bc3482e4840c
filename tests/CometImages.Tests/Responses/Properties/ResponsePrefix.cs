using System.Text.Json;
using System.Text.Unicode;

namespace CometImages.Tests.Responses.Properties;

/// <summary>The longest beginning of a body that is right, closed so that it is a document.</summary>
/// <param name="Json">The document.</param>
/// <param name="IsWhole">Whether the whole body was right.</param>
/// <param name="DoubtfulPicture">Whether what is wrong is UTF-8 inside a picture's value.</param>
sealed record ResponsePrefix(byte[] Json, bool IsWhole, bool DoubtfulPicture)
{
    public static ResponsePrefix Of(byte[] body, int bufferSize)
    {
        // Difference: a byte order mark is skipped.
        byte[] json = body.AsSpan().StartsWith("\uFEFF"u8) ? body[3..] : body;

        // Difference: bad UTF-8 is refused wherever it stands; System.Text.Json looks at what is asked for only.
        int readable = ReadableLength(json);
        Stack<char> open = new();
        Utf8JsonReader reader = new(json);
        int good = 0;
        bool isWhole = false;
        bool afterName = false;
        bool afterPictureName = false;
        bool doubtful = false;
        try
        {
            while (reader.Read())
            {
                if (reader.BytesConsumed > readable)
                {
                    // White space is taken out of base64 first, and what stands around it then comes together.
                    doubtful = afterPictureName && reader.TokenType == JsonTokenType.String
                        && json.AsSpan(readable, Math.Min(4, json.Length - readable)).ContainsAny((byte)' ', (byte)'\\');
                    break;
                }

                if (IsTooLong(ref reader, json, bufferSize))
                {
                    break;
                }

                good = (int)reader.BytesConsumed;
                afterName = reader.TokenType == JsonTokenType.PropertyName;
                afterPictureName = afterName && reader.ValueSpan.IndexOf((byte)'b') >= 0 | reader.ValueIsEscaped;
                Follow(open, reader.TokenType);
            }

            isWhole = good > 0 && open.Count == 0 && readable == json.Length && reader.BytesConsumed == json.Length && !reader.Read();
        }
        catch (JsonException)
        {
        }

        byte[] closed = [.. json.AsSpan(0, good), .. good == 0 || afterName ? "null"u8 : [], .. open.Select(c => (byte)c)];
        return new ResponsePrefix(closed, isWhole, doubtful);
    }

    // Difference: a name, a number, or a text that is the whole answer must fit into the buffer, with the comma before and the colon or
    // delimiter behind it. Other texts of any length stream by.
    static bool IsTooLong(ref Utf8JsonReader reader, byte[] json, int bufferSize)
    {
        int start = (int)reader.TokenStartIndex;
        int before = start - 1;
        while (before >= 0 && " \n\r\t".Contains((char)json[before], StringComparison.Ordinal))
        {
            before--;
        }

        int comma = before >= 0 && json[before] == ',' ? 1 : 0;
        int length = comma + (int)reader.BytesConsumed - start;
        return reader.TokenType switch
        {
            JsonTokenType.PropertyName => length > bufferSize,
            JsonTokenType.Number => length + 1 > bufferSize,
            JsonTokenType.String when reader.CurrentDepth == 0 => length > bufferSize,
            _ => false,
        };
    }

    static void Follow(Stack<char> open, JsonTokenType token)
    {
        if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            open.Push(token == JsonTokenType.StartObject ? '}' : ']');
        }
        else if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            open.Pop();
        }
    }

    static int ReadableLength(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[512];
        int length = 0;
        while (length < bytes.Length)
        {
            System.Buffers.OperationStatus status = Utf8.ToUtf16(bytes[length..], chars, out int read, out _, replaceInvalidSequences: false);
            length += read;
            if (status is System.Buffers.OperationStatus.InvalidData or System.Buffers.OperationStatus.NeedMoreData)
            {
                break;
            }
        }

        return length;
    }
}
