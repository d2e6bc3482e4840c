namespace CometImages.Emulator.Configuration;

/// <summary>Specifies how an emulator is started. The defaults suit a test.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Gets the TCP port of the API on loopback. Default 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Gets the TCP port of the image server on loopback. Default 0: any free port.</summary>
    public int ImagePort { get; init; }

    /// <summary>Gets the API key that the emulator accepts, in visible ASCII characters. Default: a random key.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the settings to start with. The emulator uses this object, so later changes of its properties apply.</summary>
    public EmulatorSettings Settings { get; init; } = new();
}
