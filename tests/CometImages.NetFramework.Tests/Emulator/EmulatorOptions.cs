namespace CometImages.Emulator.Configuration;

sealed class EmulatorOptions
{
    public EmulatorSettings Settings { get; init; } = new();
}
