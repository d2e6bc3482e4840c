using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Models;

/// <summary>The sizes that a model accepts: names, and perhaps any pixels within bounds.</summary>
sealed record SizeRule(IReadOnlyList<string> Names, SizeBounds? Bounds = null)
{
    static readonly Dictionary<string, PixelSize> s_named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1K"] = new(1024, 1024),
        ["2K"] = new(2048, 2048),
        ["4K"] = new(4096, 4096),
    };

    public PixelSize Default { get; init; } = new(1024, 1024);

    /// <summary>Gets a value that indicates whether the model accepts any text as a size.</summary>
    public bool AcceptsAnyText { get; init; }

    public string? GetProblem(string size) => Names.Contains(size) ? null
        : PixelSize.Parse(size) is { } pixels && Bounds is not null ? Bounds.GetProblem(pixels)
        : AcceptsAnyText ? null
        : $"it must be one of {string.Join(", ", Names)}{(Bounds is null ? "" : ", or WIDTHxHEIGHT")}.";

    public PixelSize Resolve(string? size) => size is null ? Default
        : s_named.TryGetValue(size, out PixelSize named) ? named
        : PixelSize.Parse(size) ?? Default;
}

/// <summary>The pixels that a model accepts, in either orientation.</summary>
sealed record SizeBounds(int LongEdge, int ShortEdge, int Multiple = 1, int Ratio = int.MaxValue)
{
    /// <summary>Gets the bounds of what the emulator can draw.</summary>
    public static SizeBounds Drawable { get; } = new(8192, 8192);

    public string? GetProblem(PixelSize size) =>
        size.Width % Multiple != 0 || size.Height % Multiple != 0 ? $"the width and the height must be divisible by {Multiple}."
        : size.LongEdge > LongEdge || size.ShortEdge > ShortEdge ? $"it must be at most {LongEdge}x{ShortEdge}."
        : size.LongEdge > (long)Ratio * size.ShortEdge ? $"the ratio must be from 1:{Ratio} to {Ratio}:1."
        : null;
}
