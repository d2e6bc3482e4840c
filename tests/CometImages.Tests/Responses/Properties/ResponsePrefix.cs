using System.Text.Json;
using System.Text.Unicode;

namespace CometImages.Tests.Responses.Properties;

/// <summary>The longest valid prefix of a body, completed to a JSON document.</summary>
/// <param name="Json">The document.</param>
/// <param name="IsComplete">Whether the body is valid as a whole.</param>
/// <param name="HasAmbiguousImage">Whether the first error is invalid UTF-8 in the value of an image.</param>
sealed record ResponsePrefix(byte[] Json, bool IsComplete, bool HasAmbiguousImage)
{
    public static ResponsePrefix Of(byte[] body, int bufferSize)
    {
        // Difference: a byte order mark is skipped.
        byte[] json = body.AsSpan().StartsWith("\uFEFF"u8) ? body[3..] : body;

        // Difference: invalid UTF-8 is an error everywhere. System.Text.Json validates only the values that are read.
        int decodableLength = GetDecodableLength(json);
        Stack<char> open = new();
        Utf8JsonReader reader = new(json);
        int validLength = 0;
        bool isComplete = false;
        bool afterName = false;
        bool afterImageName = false;
        bool isAmbiguous = false;
        try
        {
            while (reader.Read())
            {
                if (reader.BytesConsumed > decodableLength)
                {
                    // The reader removes white space from base64 first, which can join the bytes around it to a valid character.
                    isAmbiguous = afterImageName && reader.TokenType == JsonTokenType.String
                        && json.AsSpan(decodableLength, Math.Min(4, json.Length - decodableLength)).ContainsAny((byte)' ', (byte)'\\');
                    break;
                }

                if (IsTooLong(ref reader, json, bufferSize))
                {
                    break;
                }

                validLength = (int)reader.BytesConsumed;
                afterName = reader.TokenType == JsonTokenType.PropertyName;
                afterImageName = afterName && reader.ValueSpan.IndexOf((byte)'b') >= 0 | reader.ValueIsEscaped;
                Follow(open, reader.TokenType);
            }

            isComplete = validLength > 0 && open.Count == 0 && decodableLength == json.Length && reader.BytesConsumed == json.Length && !reader.Read();
        }
        catch (JsonException)
        {
        }

        byte[] closed = [.. json.AsSpan(0, validLength), .. validLength == 0 || afterName ? "null"u8 : [], .. open.Select(c => (byte)c)];
        return new ResponsePrefix(closed, isComplete, isAmbiguous);
    }

    // Difference: a property name, a number, and a string that is the root value must fit into the buffer, with the comma before it and the
    // colon or delimiter after it. Other strings can have any length.
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

    static int GetDecodableLength(ReadOnlySpan<byte> bytes)
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
