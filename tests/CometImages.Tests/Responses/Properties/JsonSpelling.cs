using System.Globalization;
using System.Text;
using CsCheck;

namespace CometImages.Tests.Responses.Properties;

/// <summary>The valid spellings of JSON.</summary>
static class JsonSpelling
{
    const string WhiteSpace = " \n\r\t";

    public static readonly Gen<string> Space = Gen.Frequency(
        (24, Gen.Const("")),
        (4, Gen.OneOf(" ", "\n", "\r\n", "\t", "  ")),
        (1, Gen.Char[WhiteSpace].Array[1, 90].Select(chars => new string(chars))));

    // The positions of the characters that are escaped as \uXXXX; whether a slash is escaped; whether line breaks are escaped as \n.
    static readonly Gen<(int[] Escaped, bool Slashes, bool Short)> Style =
        Gen.Select(Gen.Frequency((3, Gen.Int[0, 0].Array[0, 0]), (2, Gen.Int[0, 1 << 20].Array[0, 8])), Gen.Bool, Gen.Bool);

    /// <summary>A string in quotation marks.</summary>
    public static Gen<string> Quoted(Gen<string> text) => Gen.Select(text, Style, Quote);

    public static Gen<string> Quoted(string text) => Style.Select(style => Quote(text, style));

    public static Gen<string> Object(Gen<List<(string Name, string Value)>> members) =>
        Gen.Select(members, Space.Array[4], (list, space) =>
            "{" + space[0] + string.Join("," + space[1], list.Select(member => member.Name + space[2] + ":" + space[3] + member.Value + space[0])) + "}");

    public static Gen<string> Array(Gen<List<string>> items) =>
        Gen.Select(items, Space.Array[2], (list, space) => "[" + space[0] + string.Join(space[1] + "," + space[0], list) + space[1] + "]");

    static string Quote(string text, (int[] Escaped, bool Slashes, bool Short) style)
    {
        HashSet<int> escaped = [.. style.Escaped.Select(position => position % Math.Max(1, text.Length))];
        StringBuilder json = new("\"", text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            json.Append(Spell(text[i], char.IsSurrogate(text[i]) ? style.Short : escaped.Contains(i), style.Slashes, style.Short));
        }

        return json.Append('"').ToString();
    }

    static string Spell(char c, bool escaped, bool slashes, bool isShort) => c switch
    {
        _ when escaped => "\\u" + ((int)c).ToString(isShort ? "x4" : "X4", CultureInfo.InvariantCulture),
        '"' or '\\' => "\\" + c,
        '/' when slashes => "\\/",
        '\n' when isShort => "\\n",
        '\r' when isShort => "\\r",
        '\t' when isShort => "\\t",
        '\f' when isShort => "\\f",
        < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    };
}
