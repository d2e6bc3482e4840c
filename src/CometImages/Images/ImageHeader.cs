using System.Globalization;

namespace CometImages.Images;

/// <summary>What the header of an image's file shows about its pixels. What it doesn't show, or shows as zero, is null.</summary>
readonly struct ImageHeader(long width, long height, bool? hasAlpha)
{
    public int? Width { get; } = ToPixels(width);

    public int? Height { get; } = ToPixels(height);

    public bool? HasAlpha { get; } = hasAlpha;

    /// <summary>Gets a value that indicates whether the file contains content credentials (C2PA), which are signed.</summary>
    public bool? HasContentCredentials { get; init; }

    /// <summary>Gets the width and the height as the API spells a size, such as <c>1024x1024</c>.</summary>
    public string? Size => Width is { } width && Height is { } height
        ? string.Format(CultureInfo.InvariantCulture, "{0}x{1}", width, height)
        : null;

    static int? ToPixels(long value) => value is > 0 and <= int.MaxValue ? (int)value : null;
}
