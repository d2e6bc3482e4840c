namespace CometImages.Emulator.Configuration;

/// <summary>What the parts of a running emulator must know about it.</summary>
sealed class HostState(string key, EmulatorSettings settings)
{
    public string Key => key;

    /// <summary>Gets or sets the current settings; a request to change them replaces the object.</summary>
    public EmulatorSettings Settings { get; set; } = settings;

    /// <summary>Gets or sets the address of the image server, which is known when its port is bound.</summary>
    public Uri ImageUri { get; set; } = new("http://127.0.0.1/");
}
