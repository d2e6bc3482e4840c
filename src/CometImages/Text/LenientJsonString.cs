using System.Text;
using System.Text.Json;

namespace CometImages.Text;

/// <summary>
/// A text of the answer. Services that cut texts by UTF-16 units send half of a surrogate pair at the end; that is no reason to lose
/// a picture, so it becomes a replacement character.
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

    // The reader has checked the escapes already.
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
                text.Append(json[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', char itself => itself });
            }
        }

        return text.ToString();
    }
}
