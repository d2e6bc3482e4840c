namespace CometImages.Emulator.Generations.Rules;

/// <summary>The sizes that a model takes: names, and perhaps any pixels within bounds.</summary>
sealed record SizeRule(IReadOnlyList<string> Names, PixelBounds? Bounds = null)
{
    /// <summary>Names that are not pixels themselves.</summary>
    static readonly Dictionary<string, PixelSize> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1K"] = new(1024, 1024),
        ["2K"] = new(2048, 2048),
        ["4K"] = new(4096, 4096),
    };

    public PixelSize Default { get; init; } = new(1024, 1024);

    /// <summary>Whether any text is a size; what says nothing gives the default.</summary>
    public bool Anything { get; init; }

    public string? Problem(string size)
    {
        if (Names.Contains(size))
            return null;
        if (PixelSize.TryParse(size, out PixelSize pixels) && Bounds is not null)
            return Bounds.Problem(pixels);
        if (Anything)
            return null;
        string pixelsToo = Bounds is null ? "" : ", or WIDTHxHEIGHT";
        return $"it must be one of {string.Join(", ", Names)}{pixelsToo}.";
    }

    public PixelSize Resolve(string? size) =>
        size is null ? Default
        : ByName.TryGetValue(size, out PixelSize named) ? named
        : PixelSize.TryParse(size, out PixelSize pixels) ? pixels
        : Default;
}
