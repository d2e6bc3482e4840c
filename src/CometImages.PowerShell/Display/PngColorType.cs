namespace CometImages.PowerShell.Display;

/// <summary>What the samples of a PNG image's pixels are.</summary>
/// <param name="SampleCount">The number of samples of a pixel.</param>
/// <param name="MinBitDepth">The minimum number of bits of a sample.</param>
/// <param name="MaxBitDepth">The maximum number of bits of a sample.</param>
sealed record PngColorType(int SampleCount, int MinBitDepth, int MaxBitDepth)
{
    // The index is the number in the file.
    static readonly PngColorType?[] s_types =
    [
        new(SampleCount: 1, MinBitDepth: 1, MaxBitDepth: 16) { IsGray = true },
        null,
        new(SampleCount: 3, MinBitDepth: 8, MaxBitDepth: 16),
        new(SampleCount: 1, MinBitDepth: 1, MaxBitDepth: 8) { HasPalette = true },
        new(SampleCount: 2, MinBitDepth: 8, MaxBitDepth: 16) { IsGray = true, HasAlpha = true },
        null,
        new(SampleCount: 4, MinBitDepth: 8, MaxBitDepth: 16) { HasAlpha = true },
    ];

    public bool IsGray { get; private init; }

    public bool HasAlpha { get; private init; }

    public bool HasPalette { get; private init; }

    public static PngColorType? Find(byte number) => number < s_types.Length ? s_types[number] : null;

    public bool Supports(int bitDepth) => bitDepth >= MinBitDepth && bitDepth <= MaxBitDepth;
}
