namespace CometImages.Emulator;

/// <summary>How an <see cref="EmulatorHost"/> is started. Everything has a default that suits a test.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The API's TCP port on loopback, 0 to 65535. Default 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>The TCP port of the pictures' own endpoint on loopback, 0 to 65535. Default 0: any free one.</summary>
    public int PicturePort { get; init; }

    /// <summary>
    /// The one key that the API takes, of visible ASCII characters. Default null: <c>emulator-</c> and random hexadecimal digits.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The settings to begin with; the host takes this very object, so it stays live. Default: as new.</summary>
    public EmulatorSettings Settings { get; init; } = new();
}
