using SkiaSharp;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>The colours of a scene: sky from top to horizon, sun, and the ground from far to near.</summary>
sealed record Palette(SKColor SkyTop, SKColor SkyBottom, SKColor Sun, SKColor Far, SKColor Near, SKColor Accent)
{
    public static IReadOnlyList<Palette> Day { get; } =
    [
        Of("#5FA8D3", "#F7E6C4", "#FFF3B0", "#8FC1B5", "#1F5F78", "#F25F4C"),
        Of("#3D5A80", "#F6BD9A", "#FFE066", "#C9747C", "#3B2C4D", "#F4D35E"),
        Of("#8EC5E8", "#F4F9E9", "#FFE9A8", "#A9D08E", "#2E6B4F", "#E4572E"),
        Of("#F08A5D", "#FDE2B3", "#FFF6D5", "#B83B5E", "#4A2545", "#F9ED69"),
        Of("#6C8EBF", "#FFD6E0", "#FFFFFF", "#9A8FC2", "#3C3A68", "#FFB347"),
        Of("#2A9D8F", "#E9F5DB", "#FFE8A1", "#6BB8A8", "#14505C", "#E76F51"),
    ];

    /// <summary>Those of the day that water may have.</summary>
    public static IReadOnlyList<Palette> Sea { get; } = [Day[0], Day[1], Day[3], Day[4], Day[5]];

    public static IReadOnlyList<Palette> Night { get; } =
    [
        Of("#0B1030", "#39406E", "#F5F0D7", "#2B3A67", "#0D1428", "#FFC857"),
        Of("#10182B", "#4A3B6B", "#FFE9C9", "#3A3560", "#120E24", "#7FDBDA"),
        Of("#06202B", "#1F5B66", "#EAF7F2", "#17424D", "#041319", "#F2A65A"),
    ];

    static Palette Of(string skyTop, string skyBottom, string sun, string far, string near, string accent) => new(
        SKColor.Parse(skyTop),
        SKColor.Parse(skyBottom),
        SKColor.Parse(sun),
        SKColor.Parse(far),
        SKColor.Parse(near),
        SKColor.Parse(accent));

    /// <summary>A colour between far (0) and near (1).</summary>
    public SKColor Ground(float depth) => Mix(Far, Near, depth);

    public static SKColor Mix(SKColor from, SKColor to, float share) => new(
        (byte)(from.Red + ((to.Red - from.Red) * share)),
        (byte)(from.Green + ((to.Green - from.Green) * share)),
        (byte)(from.Blue + ((to.Blue - from.Blue) * share)));
}
