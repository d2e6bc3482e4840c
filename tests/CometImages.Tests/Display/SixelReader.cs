using System.Globalization;
using System.Text.RegularExpressions;

namespace CometImages.Tests.Display;

/// <summary>Decodes sixel graphics by the definition in the VT340's manual.</summary>
static class SixelReader
{
    /// <summary>Returns the red, green, and blue values of the pixels, or null where the background shows.</summary>
    public static (byte Red, byte Green, byte Blue)?[,] Read(string text)
    {
        Match match = Regex.Match(text, "^\u001BP0;1;0q\"1;1;([0-9]+);([0-9]+)([^\u001B]*)\u001B\\\\$");
        Assert(match.Success, "The introducer or the terminator is wrong.");
        (int width, int height) = (Int(match.Groups[1]), Int(match.Groups[2]));
        (byte, byte, byte)?[,] pixels = new (byte, byte, byte)?[height, width];
        Dictionary<int, (byte, byte, byte)> colors = [];
        (int x, int top, int color) = (0, 0, -1);
        string rest = match.Groups[3].Value;
        while (rest.Length > 0)
        {
            Match token = Regex.Match(
                rest,
                @"^(?:#(?<index>\d+);2;(?<red>\d+);(?<green>\d+);(?<blue>\d+)|#(?<select>\d+)|(?:!(?<count>\d+))?(?<sixel>[?-~])" +
                @"|(?<return>\$)|(?<feed>-))");
            Assert(token.Success, "Unknown characters: " + rest[..Math.Min(20, rest.Length)]);
            rest = rest[token.Length..];
            if (token.Groups["index"].Success)
            {
                colors.Add(Int(token.Groups["index"]), (Percent(token.Groups["red"]), Percent(token.Groups["green"]), Percent(token.Groups["blue"])));
            }
            else if (token.Groups["select"].Success)
            {
                color = Int(token.Groups["select"]);
            }
            else if (token.Groups["sixel"].Success)
            {
                int count = token.Groups["count"].Success ? Int(token.Groups["count"]) : 1;
                for (int bits = token.Groups["sixel"].Value[0] - '?'; count > 0; count--, x++)
                {
                    for (int bit = 0; bit < 6; bit++)
                    {
                        if ((bits & (1 << bit)) != 0)
                        {
                            Assert(pixels[top + bit, x] is null, "A pixel is written twice.");
                            pixels[top + bit, x] = colors[color];
                        }
                    }
                }
            }
            else
            {
                x = 0;
                top += token.Groups["feed"].Success ? 6 : 0;
            }
        }

        return pixels;
    }

    static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    static byte Percent(Group group) => (byte)Math.Round(Int(group) * 255 / 100.0);

    static void Assert(bool condition, string message) => Xunit.Assert.True(condition, message);
}
