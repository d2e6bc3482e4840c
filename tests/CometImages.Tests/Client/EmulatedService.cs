using System.Security.Cryptography;
using CometImages.History;
using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>An emulator, and a folder for the images of its clients.</summary>
sealed class EmulatedService : IAsyncDisposable
{
    readonly TempFolder _historyFolder = TempFolder.CreateInMemory();
    readonly RequestHistory _history;

    EmulatedService(EmulatorHost host)
    {
        Host = host;
        _history = new RequestHistory(new HistoryFolder(_historyFolder["history"]), "Test", isEnabled: true, TimeProvider.System);
    }

    public EmulatorHost Host { get; }

    public TempFolder Folder { get; } = TempFolder.CreateInMemory();

    public IReadOnlyList<JournalEntry> Requests => Host.Journal.Requests;

    public IReadOnlyList<JournalEntry> Downloads => [.. Requests.Where(entry => entry.Route == "images")];

    /// <summary>What the history says about the requests.</summary>
    public IReadOnlyList<HistoryRecord> Records
    {
        get
        {
            _history.Wait(TimeSpan.FromSeconds(10));
            return [.. _history.Folder.GetFiles().SelectMany(HistoryReader.Read)];
        }
    }

    public RequestHistory History => _history;

    /// <summary>A history that is empty and stays so.</summary>
    public RequestHistory NoHistory => new(new HistoryFolder(_historyFolder["none"]), "Test", isEnabled: false, TimeProvider.System);

    public string HistoryFile => Assert.Single(_history.Folder.GetFiles()).Path;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<EmulatedService> StartAsync(EmulatorSettings? settings = null)
    {
        settings ??= new EmulatorSettings();
        settings.VerbatimUrls = true;
        return new EmulatedService(await EmulatorHost.StartAsync(new EmulatorOptions { Settings = settings }, Cancellation));
    }

    public static async Task<EmulatedService> StartWithFaultsAsync(params FaultRule[] rules)
    {
        EmulatedService service = await StartAsync();
        Array.ForEach(rules, service.Host.Faults.Add);
        return service;
    }

    public CometClient NewClient(int retries = 4, TimeSpan? timeout = null, string? key = null, bool retryGatewayTimeout = false) => new(new CometClientOptions
    {
        ApiKey = key ?? Host.Key,
        BaseUri = Host.BaseUri,
        MaximumRetryCount = retries,
        RetryGatewayTimeout = retryGatewayTimeout,
        SpoolFolder = Folder["spool"],
        History = _history,
        TimeProvider = timeout is null ? new NoWaitTimeProvider() : TimeProvider.System,
        IdleTimeout = timeout ?? TimeSpan.FromSeconds(300),
    });

    /// <summary>Requests images in base64.</summary>
    public Task<ImageGenerationResult> GenerateAsync(int count = 1, ImageOutputOptions? output = null, CometClient? client = null, ProgressLog? progress = null) =>
        (client ?? NewClient()).GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "gpt-image-2", Count = count == 1 ? null : count }, output, progress: progress, cancellationToken: Cancellation);

    /// <summary>Requests an image and returns it with its URL.</summary>
    public async Task<CometImage> GenerateUrlAsync(string model = "dall-e-3") => Assert.Single(
        (await NewClient().GenerateAsync(new ImageGenerationRequest { Prompt = "a boat", Model = model }, cancellationToken: Cancellation)).Images);

    /// <summary>Saves an image in the folder <c>out</c>.</summary>
    public async Task<string> SaveAsync(CometImage image, CometClient? client = null, ProgressLog? progress = null)
    {
        OutputDirectory folder = new(Folder["out"]);
        return (await (client ?? NewClient()).SaveAsync(image, folder, folder.ReserveName("boat"), progress, Cancellation)).Path;
    }

    public async Task<CometApiException> FailToGenerateAsync(int count = 1, CometClient? client = null, ProgressLog? progress = null) =>
        await Assert.ThrowsAsync<CometApiException>(() => GenerateAsync(count, client: client, progress: progress));

    public async Task<CometApiException> FailToSaveAsync(CometImage image, CometClient? client = null) =>
        await Assert.ThrowsAsync<CometApiException>(() => SaveAsync(image, client));

    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Folder.Dispose();
        _history.Wait(TimeSpan.FromSeconds(10));
        _historyFolder.Dispose();
    }
}
