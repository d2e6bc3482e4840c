namespace CometImages.PowerShell.Display;

/// <summary>What a terminal reports about its graphics. The defaults are those of the VT340, with the colors of today's terminals.</summary>
sealed record TerminalFeatures
{
    /// <summary>Gets the width of a character in pixels.</summary>
    public int CellWidth { get; init; } = 10;

    /// <summary>Gets the height of a character in pixels.</summary>
    public int CellHeight { get; init; } = 20;

    /// <summary>Gets the color behind the text, or null if it isn't known.</summary>
    public Rgb? Background { get; init; }

    /// <summary>Gets the number of colors in a sixel image.</summary>
    public int ColorCount { get; init; } = SixelEncoder.MaxColors;

    /// <summary>Gets the maximum width of a sixel image in pixels.</summary>
    public int MaxWidth { get; init; } = 2000;

    /// <summary>Gets the maximum height of a sixel image in pixels.</summary>
    public int MaxHeight { get; init; } = 2000;
}
