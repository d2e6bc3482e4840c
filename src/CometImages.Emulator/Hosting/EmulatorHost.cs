using System.Security.Cryptography;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;

namespace CometImages.Emulator.Hosting;

/// <summary>A running emulator of the image API on loopback. A process can host several.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromMilliseconds(250);

    readonly WebApplication _app;
    readonly HostState _state;
    bool _isDisposed;

    EmulatorHost(string key, EmulatorOptions options)
    {
        _state = new HostState(key, options.Settings);
        _app = EmulatorServer.Build(options, _state, Faults, Journal);
    }

    /// <summary>Gets the base URL of the API, which ends with <c>/v1</c>.</summary>
    public Uri BaseUri => _state.BaseUri;

    /// <summary>Gets the address of the image server, which has a port of its own.</summary>
    public Uri ImageUri => _state.ImageUri;

    /// <summary>Gets the API key that the emulator accepts.</summary>
    public string Key => _state.Key;

    /// <summary>Gets the current settings.</summary>
    public EmulatorSettings Settings => _state.Settings;

    /// <summary>Gets the rules of faults.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Gets the journal of requests.</summary>
    public RequestJournal Journal { get; } = new();

    /// <summary>Starts an emulator, which accepts requests when the task completes.</summary>
    /// <param name="options">The options. Default: any free ports and a random API key.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running emulator. Dispose of it to stop it.</returns>
    /// <exception cref="ArgumentException">The API key is empty or contains other than visible ASCII characters.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        string key = options.Key ?? "emulator-" + RandomNumberGenerator.GetHexString(24, lowercase: true);
        if (key.Length == 0 || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("The API key must consist of visible ASCII characters.", nameof(options));
        }

        EmulatorHost host = new(key, options);
        try
        {
            await host._app.StartAsync(cancellationToken);
            string[] addresses = [.. host._app.Urls];
            (host._state.BaseUri, host._state.ImageUri) = (new Uri(addresses[0] + "/v1"), new Uri(addresses[1]));
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening and aborts the requests in progress.</summary>
    /// <returns>A task that completes when the ports are free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        using CancellationTokenSource timeout = new(s_shutdownTimeout);
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
    }
}
