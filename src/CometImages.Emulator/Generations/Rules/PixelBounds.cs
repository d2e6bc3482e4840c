namespace CometImages.Emulator.Generations.Rules;

/// <summary>Which pixels a model takes, in either orientation.</summary>
sealed record PixelBounds(int LongEdge, int ShortEdge, int Multiple = 1, int Ratio = int.MaxValue)
{
    /// <summary>What the emulator itself can draw.</summary>
    public static PixelBounds Drawable { get; } = new(8192, 8192);

    public string? Problem(PixelSize size) => (size.Width % Multiple, size.Height % Multiple, size.LongEdge, size.ShortEdge) switch
    {
        (not 0, _, _, _) or (_, not 0, _, _) => $"width and height must be divisible by {Multiple}.",
        var (_, _, longEdge, shortEdge) when longEdge > LongEdge || shortEdge > ShortEdge => $"it must be at most {LongEdge}x{ShortEdge}.",
        var (_, _, longEdge, shortEdge) when longEdge > (long)Ratio * shortEdge => $"the ratio must be between 1:{Ratio} and {Ratio}:1.",
        _ => null,
    };
}
