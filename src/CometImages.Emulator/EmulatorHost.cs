using System.Security.Cryptography;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator;

/// <summary>
/// A running stand-in for the image API on loopback: real HTTP, real pictures, and faults on demand. Any number of them fit into
/// one process.
/// </summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    readonly CancellationTokenSource _stopping;
    readonly EmulatorServer _server;
    readonly EmulatorState _state;
    int _disposed;

    EmulatorHost(EmulatorServer server, EmulatorState state, CancellationTokenSource stopping)
    {
        (_server, _state, _stopping) = (server, state, stopping);
        BaseUri = new Uri($"http://127.0.0.1:{server.Port}/v1");
        PictureUri = state.PictureUri;
    }

    /// <summary>The base URL of the API, <c>/v1</c> included.</summary>
    public Uri BaseUri { get; }

    /// <summary>Where the pictures' URLs point: another port than the API's.</summary>
    public Uri PictureUri { get; }

    /// <summary>The one key that the API takes.</summary>
    public string Key => _state.Key;

    /// <summary>What every answer has in common; live.</summary>
    public EmulatorSettings Settings => _state.Settings;

    /// <summary>What shall go wrong.</summary>
    public FaultPlan Faults => _state.Faults;

    /// <summary>What was asked.</summary>
    public RequestJournal Journal => _state.Journal;

    /// <summary>Starts an emulator; it is reachable when the task has ended.</summary>
    /// <param name="options">How; default: any free ports and a random key.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The running emulator. Dispose of it to stop it.</returns>
    /// <exception cref="ArgumentException">The key is empty or has other than visible ASCII characters.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        string key = options.Key ?? "emulator-" + RandomNumberGenerator.GetHexString(24, lowercase: true);
        if (key.Length == 0 || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("The key must be of visible ASCII characters.", nameof(options));
        CancellationTokenSource stopping = new();
        EmulatorState state = new(key, options.Settings, stopping.Token);
        EmulatorServer server = new(options, state);
        try
        {
            await server.StartAsync(cancellationToken);
            state.PictureUri = new Uri($"http://127.0.0.1:{server.PicturePort}/");
            return new EmulatorHost(server, state, stopping);
        }
        catch
        {
            await server.StopAsync();
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening and breaks off what is under way.</summary>
    /// <returns>A task that ends when the ports are free again.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync();
        await _server.StopAsync();
        _stopping.Dispose();
    }
}
