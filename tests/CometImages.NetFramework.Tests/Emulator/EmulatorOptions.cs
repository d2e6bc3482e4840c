namespace CometImages.Emulator;

sealed class EmulatorOptions
{
    public EmulatorSettings Settings { get; init; } = new();
}
