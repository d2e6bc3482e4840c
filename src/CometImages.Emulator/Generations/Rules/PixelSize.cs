using System.Globalization;

namespace CometImages.Emulator.Generations.Rules;

/// <summary>A picture's size in pixels.</summary>
readonly record struct PixelSize(int Width, int Height)
{
    public int LongEdge => Math.Max(Width, Height);

    public int ShortEdge => Math.Min(Width, Height);

    public static bool TryParse(string text, out PixelSize size)
    {
        size = default;
        int cross = text.IndexOf('x', StringComparison.Ordinal);
        if (cross < 1
            || !int.TryParse(text.AsSpan(0, cross), NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            || !int.TryParse(text.AsSpan(cross + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            || width == 0 || height == 0)
            return false;
        size = new PixelSize(width, height);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
}
