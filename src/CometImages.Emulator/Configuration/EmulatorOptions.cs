using System.ComponentModel;

namespace CometImages.Emulator.Configuration;

/// <summary>Specifies how an emulator is started. The defaults suit a test.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Gets the TCP port of the API on loopback.</summary>
    [Description("TCP port of the API (0 = any free port)")]
    public int Port { get; init; }

    /// <summary>Gets the TCP port of the image server on loopback.</summary>
    [Description("TCP port of the image server (default: any free port)")]
    public int ImagePort { get; init; }

    /// <summary>Gets the API key that the emulator accepts, in visible ASCII characters.</summary>
    [Description("API key to accept (default: a random key)")]
    public string? Key { get; init; }

    /// <summary>Gets the settings to start with.</summary>
    public EmulatorSettings Settings { get; init; } = new();
}
