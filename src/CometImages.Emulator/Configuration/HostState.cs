namespace CometImages.Emulator.Configuration;

/// <summary>What the parts of a running emulator must know about it.</summary>
sealed class HostState(string key, EmulatorSettings settings)
{
    public string Key => key;

    /// <summary>Gets or sets the current settings; a request to change them replaces the object.</summary>
    public EmulatorSettings Settings { get; set; } = settings;

    // The ports are known after the start.
    public Uri BaseUri { get; set; } = null!;

    public Uri ImageUri { get; set; } = null!;
}
