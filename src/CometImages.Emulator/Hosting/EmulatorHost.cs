using System.Security.Cryptography;
using CometImages.Emulator.Configuration;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;

namespace CometImages.Emulator.Hosting;

/// <summary>A running emulator of the image API on loopback. A process can host several.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    readonly EmulatorServer _server;
    readonly HostState _state;
    int _disposed;

    EmulatorHost(string key, EmulatorOptions options)
    {
        _state = new HostState(key, options.Settings);
        _server = new EmulatorServer(options, _state, Faults, Journal);
    }

    /// <summary>Gets the base URL of the API, which ends with <c>/v1</c>.</summary>
    public Uri BaseUri => new($"http://127.0.0.1:{_server.Port}/v1");

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
            await host._server.StartAsync(cancellationToken);
            host._state.ImageUri = new Uri($"http://127.0.0.1:{host._server.ImagePort}/");
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
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _server.StopAsync();
        }
    }
}
