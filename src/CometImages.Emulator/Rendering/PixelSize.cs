using System.Globalization;

namespace CometImages.Emulator.Rendering;

/// <summary>The size of an image in pixels.</summary>
readonly record struct PixelSize(int Width, int Height)
{
    public int LongEdge => Math.Max(Width, Height);

    public int ShortEdge => Math.Min(Width, Height);

    public double Ratio => (double)Width / Height;

    /// <summary>Parses WIDTHxHEIGHT.</summary>
    public static PixelSize? Parse(string? text) =>
        text?.Split('x') is [var width, var height] && ParseEdge(width) is { } x && ParseEdge(height) is { } y ? new PixelSize(x, y) : null;

    /// <summary>Parses WIDTHxHEIGHT or the name of a square, such as 2K. Any other text is the default.</summary>
    public static PixelSize Resolve(string? text, string defaultSize) => text switch
    {
        [var kilo and >= '1' and <= '8', 'K'] => new PixelSize((kilo - '0') * 1024, (kilo - '0') * 1024),
        _ => Parse(text) ?? Resolve(defaultSize, defaultSize),
    };

    /// <summary>Returns a size with about as many pixels as a square of the resolution, and edges divisible by 16.</summary>
    public static PixelSize FromRatio(string? ratio, string? resolution)
    {
        int edge = Resolve(resolution?.ToUpperInvariant(), "1K").Width;
        double stretch = ratio?.Split(':') is [var width, var height] ? Math.Sqrt(ParseNumber(width) / ParseNumber(height)) : 1;
        return new PixelSize(Round(edge * stretch), Round(edge / stretch));

        static double ParseNumber(string text) => double.Parse(text, CultureInfo.InvariantCulture);

        static int Round(double edge) => (int)Math.Round(edge / 16) * 16;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");

    static int? ParseEdge(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int edge) && edge > 0 ? edge : null;
}
