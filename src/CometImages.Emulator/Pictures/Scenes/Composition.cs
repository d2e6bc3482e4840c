namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>A kind of scene: its palettes and its parts, from back to front.</summary>
sealed record Composition(
    IReadOnlyList<Palette> Palettes, IReadOnlyList<Action<SceneFrame>> Backdrop, IReadOnlyList<Action<SceneFrame>> Parts)
{
    public static IReadOnlyList<Composition> All { get; } =
    [
        new(Palette.Sea, [Sky.Gradient], [Sky.Sun, Sky.Clouds, Sky.Birds, Water.Waves, Water.Boat, Water.Foreground]),
        new(Palette.Day, [Sky.Gradient], [Sky.Sun, Sky.Clouds, Land.Hills, Land.Trees]),
        new(Palette.Night, [Sky.Gradient], [Sky.Stars, Sky.Sun, Land.Mountains, Water.Waves, Water.Boat, Water.Foreground]),
        new(Palette.Day, [Sky.Gradient], [Sky.Sun, Land.Mountains, Land.Hills, Sky.Birds]),
        new(Palette.Night, [Sky.Gradient], [Sky.Stars, Sky.Sun, Land.Hills, Land.Trees]),
        new(Palette.Day, [Sky.Gradient], [Shapes.Orbs, Shapes.Ribbons]),
    ];
}
