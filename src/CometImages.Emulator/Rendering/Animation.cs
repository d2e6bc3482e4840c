namespace CometImages.Emulator.Rendering;

/// <summary>The frames of a GIF file. Other formats have only one.</summary>
readonly record struct Animation(int FrameCount, int FrameDurationMs)
{
    public const int DefaultFrameCount = 9;
    public const int DefaultFrameDurationMs = 200;
}
