using CometImages.Emulator;

namespace CometImages.Quickstart;

/// <summary>Who answers: an emulator inside this process, or the real service. The module learns it from the environment, as in a user's own script.</summary>
sealed class Service : IAsyncDisposable
{
    const string KeyVariable = "COMETAPI_KEY";
    const string BaseUriVariable = "COMETAPI_BASE_URL";

    readonly EmulatorHost? _emulator;

    Service(EmulatorHost? emulator) => _emulator = emulator;

    public static bool HasKey => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(KeyVariable));

    public bool IsLive => _emulator is null;

    public string Description => _emulator is null
        ? $"The real service answers{At(Environment.GetEnvironmentVariable(BaseUriVariable))}: pictures are charged to your account."
        : $"An emulator on this machine answers, at {_emulator.BaseUri}: no key, no money, no network.";

    public static async Task<Service> OpenAsync(bool live, CancellationToken cancellationToken)
    {
        if (live)
            return new Service(null);
        EmulatorHost emulator = await EmulatorHost.StartAsync(cancellationToken: cancellationToken);
        Environment.SetEnvironmentVariable(BaseUriVariable, emulator.BaseUri.ToString());
        Environment.SetEnvironmentVariable(KeyVariable, emulator.Key);
        BypassProxy(emulator.BaseUri.Host);
        return new Service(emulator);
    }

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    // A proxy in the environment is asked for loopback too, and does not find this process.
    static void BypassProxy(string host)
    {
        string? bypassed = Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY");
        foreach (string variable in (string[])["no_proxy", "NO_PROXY"])
            Environment.SetEnvironmentVariable(variable, string.IsNullOrEmpty(bypassed) ? host : $"{bypassed},{host}");
    }

    // The host and the port alone: an address may carry a user and a password.
    static string At(string? address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? $", at {uri.Authority}" : "";
}
