using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>The maximum area of an image in a terminal.</summary>
/// <param name="Columns">The width in characters.</param>
/// <param name="Rows">The height in characters.</param>
/// <param name="Features">What the terminal reports about its graphics.</param>
sealed record ImageArea(int Columns, int Rows, TerminalFeatures Features)
{
    public int PixelWidth => Columns * Features.CellWidth;

    public int PixelHeight => Rows * Features.CellHeight;

    /// <summary>Gets the size in characters of an image that keeps its aspect ratio, fits into the area, and isn't enlarged.</summary>
    public (int Columns, int Rows) Fit(ImageHeader header)
    {
        if (header.Width is not { } width || header.Height is not { } height)
        {
            return (Columns, Rows);
        }

        double scale = Math.Min(1, Math.Min((double)PixelWidth / width, (double)PixelHeight / height));
        return (GetLength(width * scale / Features.CellWidth), GetLength(height * scale / Features.CellHeight));
    }

    static int GetLength(double characters) => Math.Max(1, (int)Math.Round(characters));
}
