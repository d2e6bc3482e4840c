using System.Text;
using System.Text.Json;

namespace CometImages.Text;

/// <summary>
/// Reads a JSON string that may contain lone surrogates, which System.Text.Json rejects. Services that truncate a text by UTF-16 code
/// units send them, and an image must not be lost for that, so they become replacement characters.
/// </summary>
static class LenientJsonString
{
    public static string? Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return ReplaceLoneSurrogates(Unescape(Encoding.UTF8.GetString(reader.ValueSpan.ToArray())));
        }
    }

    static string ReplaceLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // Utf8JsonReader validated the escape sequences when it read the token.
    static string Unescape(string json)
    {
        StringBuilder text = new(json.Length);
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
                continue;
            }

            i++;
            if (json[i] == 'u')
            {
                text.Append((char)((HexDigits.ParseByte(json, i + 1) << 8) | HexDigits.ParseByte(json, i + 3)));
                i += 4;
            }
            else
            {
                text.Append(json[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', char other => other });
            }
        }

        return text.ToString();
    }
}
