using CometImages.Generation;
using CometImages.History;
using CometImages.Images;
using CometImages.Models;
using CometImages.Operations;
using CometImages.Pipeline;
using CometImages.Pricing;
using CometImages.Records;
using CometImages.Storage;
using CometImages.Transport;

namespace CometImages;

/// <summary>
/// A client for CometAPI's image API. It's cheap to create, because the connections belong to the process, and safe to use from many
/// threads.
/// </summary>
sealed class CometClient
{
    static readonly Dictionary<CometErrorKind, string> s_quotaActions = new()
    {
        [CometErrorKind.Forbidden] = "Check that the API key is allowed to read the balance.",
        [CometErrorKind.InvalidRequest] = "Check the dates and the API key.",
        [CometErrorKind.Timeout] = "Try again, or raise -TimeoutSec.",
    };

    readonly ApiEndpoint _endpoint;
    readonly string? _apiKey;
    readonly TimeProvider _clock;
    readonly ApiPipeline _queries;
    readonly AdaptiveConcurrencyLimiter? _limiter;
    readonly ImageGenerator _generator;
    readonly ImageDownloader _downloader;
    readonly PriceSource _prices;
    readonly Lazy<CostHistory> _costHistory;

    /// <exception cref="CometApiException">
    /// The base URL is invalid, the API key would be sent unencrypted, or the API key contains invalid characters.
    /// </exception>
    public CometClient(CometClientOptions options)
    {
        _endpoint = new ApiEndpoint(options.BaseUri, options.Proxy);
        if (options.ApiKey?.All(c => c is > ' ' and < '\u007F') == false)
        {
            throw new CometApiException(
                CometErrorKind.Unauthorized, "The API key contains invalid characters, such as a space or a line break.")
            {
                RequestNotSent = true,
            };
        }

        _apiKey = options.ApiKey;
        TimeProvider clock = _clock = options.TimeProvider;
        _limiter = options.ThrottleLimit is { } limit ? new AdaptiveConcurrencyLimiter(limit, clock) : null;
        CircuitBreaker? breaker = _limiter is null ? null : new CircuitBreaker();
        TransportSettings settings = new(options.Proxy, options.ProxyCredential);
        HttpMessageInvoker api = CreateInvoker(new UserAgentHandler(HttpTransportCache.GetApiTransport(settings, _endpoint)));
        HttpMessageInvoker downloads = CreateInvoker(new RedirectHandler(HttpTransportCache.GetDownloadTransport(settings)));
        RetryPolicy policy = new(options.MaximumRetryCount, Random.Shared.NextDouble, options.RetryGatewayTimeout);
        RetryExecutor reads = new(policy, clock);
        RetryExecutor creations = _limiter is null
            ? reads
            : new RetryExecutor(
                policy, clock, _limiter, breaker, new ConnectionGate(opensWhenSent: options.Proxy is null || !_endpoint.RequiresDirectConnection));
        Spool = new Spool(options.SpoolFolder);
        _queries = new ApiPipeline(api, reads, options.IdleTimeout, clock, options.ApiKey);
        _downloader = new ImageDownloader(new ApiPipeline(downloads, reads, options.IdleTimeout, clock), Spool);
        ApiPipeline generations = new(api, creations, options.IdleTimeout, clock, options.ApiKey);
        RequestHistory history = options.History ?? new RequestHistory(HistoryFolder.FromSpool(Spool), nameof(CometClient), isEnabled: true, clock);
        _prices = new PriceSource(_endpoint.CatalogUri, PriceFile.FromSpool(Spool), GetCatalogAsync, clock);
        CalculatesCost = options.CalculatesCost || options.MaximumCost is not null;
        _costHistory = new Lazy<CostHistory>(() => CostHistory.Read(history.Folder, clock.GetUtcNow()));
        RequestBudget? budget = options.MaximumCost is { } maximum ? new RequestBudget(maximum) : null;
        RequestCosts? costs = CalculatesCost ? new RequestCosts(_prices, clock, budget, options.PricePerImage, _costHistory) : null;
        _generator = new ImageGenerator(_endpoint, generations, _downloader, Spool, history, costs, breaker, clock);
    }

    public Spool Spool { get; }

    /// <summary>Gets what earlier requests cost.</summary>
    public CostHistory CostHistory => _costHistory.Value;

    /// <summary>Gets a value that indicates whether the costs of requests are calculated.</summary>
    public bool CalculatesCost { get; }

    /// <summary>Reserves a place in the order of generations.</summary>
    public long ReserveTicket() => _limiter?.ReserveTicket() ?? 0;

    /// <summary>Generates images and writes them to their destinations.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="output">Where the images go. If null, they go to the spool.</param>
    /// <param name="ticket">The place in the order of generations, from <see cref="ReserveTicket"/>. If null, the next.</param>
    /// <param name="progress">Receives each attempt and each delay.</param>
    /// <param name="cancellationToken">Cancels the generation. The history contains complete images.</param>
    /// <returns>The received images, what is missing, and what was skipped.</returns>
    /// <exception cref="CometApiException">No image was received.</exception>
    /// <exception cref="OperationCanceledException">
    /// The generation was canceled. The history contains a request that the service may be processing.
    /// </exception>
    public Task<ImageGenerationResult> GenerateAsync(
        ImageGenerationRequest request,
        ImageOutputOptions? output = null,
        long? ticket = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        _generator.GenerateAsync(request, output ?? new ImageOutputOptions(), ticket ?? ReserveTicket(), progress, cancellationToken);

    /// <summary>Saves an image in a folder: downloads its URL, moves its file from the spool, or copies any other file.</summary>
    /// <param name="image">The image.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="name">The name without an extension, from <see cref="OutputDirectory.ReserveName"/>.</param>
    /// <param name="progress">Receives the progress of a download.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="CometApiException">The image couldn't be downloaded or saved. The image's path is where its file is.</exception>
    /// <exception cref="OperationCanceledException">The download was canceled.</exception>
    public Task<ImageSaveResult> SaveAsync(
        CometImage image,
        OutputDirectory directory,
        string name,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        SaveAsync(image, () => ImageDestination.ForDirectory(directory, name), progress, cancellationToken: cancellationToken);

    /// <summary>Saves an image at a destination, in the same way as in a folder.</summary>
    /// <param name="image">The image.</param>
    /// <param name="reserve">Reserves the destination.</param>
    /// <param name="progress">Receives the progress of a download.</param>
    /// <param name="writesSidecar">Whether a sidecar is written. That of a file is moved or copied along in any case.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="CometApiException">The image couldn't be downloaded or saved. The image's path is where its file is.</exception>
    /// <exception cref="OperationCanceledException">The download was canceled.</exception>
    public async Task<ImageSaveResult> SaveAsync(
        CometImage image,
        Func<ImageDestination> reserve,
        IProgress<TransferProgress>? progress = null,
        bool writesSidecar = false,
        CancellationToken cancellationToken = default)
    {
        ImageSaveResult result = image.Path is { Length: > 0 }
            ? ImageFileSaver.Save(image, reserve, Spool)
            : await DownloadAsync(image, reserve, progress, cancellationToken).ConfigureAwait(false);
        return result with { SidecarError = SaveSidecar(image, result, writesSidecar) };
    }

    async Task<ImageSaveResult> DownloadAsync(
        CometImage image, Func<ImageDestination> reserve, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        using ImageDestination destination = reserve();
        using ImageFileWriter file = new(destination, Spool);
        await _downloader.DownloadAsync(image.Url ?? string.Empty, file, progress, cancellationToken).ConfigureAwait(false);
        return new ImageSaveResult(file.Path!, file.Details!, file.PlacementError);
    }

    // The sidecar of a file is kept, because it can contain more than the image.
    CometApiException? SaveSidecar(CometImage image, ImageSaveResult result, bool writesSidecar) =>
        image.Path is { Length: > 0 } source && Sidecar.TryRead(source, new FileInfo(result.Path).Length, out _) is not null
            ? Sidecar.TryTransfer(source, result.Path, ImageFileSaver.GetTransfer(source, Spool))
            : writesSidecar ? Sidecar.TryWrite(image.CopyTo(result.Path, result.Details)) : null;

    /// <summary>Lists the models of CometAPI's public catalog. Doesn't need an API key.</summary>
    /// <exception cref="CometApiException">The catalog couldn't be read.</exception>
    public async Task<IReadOnlyList<CatalogModel>> GetCatalogAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CatalogModel> catalog = await _queries
            .ExecuteAsync(new ListModels(_endpoint), ticket: 0, progress: null, cancellationToken).ConfigureAwait(false);
        ModelAdvisor.SetCatalog(catalog);
        return catalog;
    }

    /// <summary>Gets the balance of the account and of its API keys.</summary>
    /// <param name="days">The first and the last day to get the use of, or null.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="CometApiException">No API key was specified, or the balance couldn't be read.</exception>
    public async Task<AccountQuota> GetQuotaAsync(
        (DateTime First, DateTime Last)? days = null, CancellationToken cancellationToken = default)
    {
        string key = _apiKey is { Length: > 0 } ? _apiKey : throw new CometApiException(CometErrorKind.ApiKeyMissing, "No API key was specified.");
        try
        {
            return await _queries
                .ExecuteAsync(new GetQuota(_endpoint, key, days), ticket: 0, progress: null, cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e) when (s_quotaActions.TryGetValue(e.Kind, out string? action))
        {
            throw e.With(recommendedAction: action);
        }
    }

    /// <summary>Sends a request that costs nothing, with the API key if one was specified.</summary>
    /// <exception cref="OperationCanceledException">The request was canceled.</exception>
    public async Task<ServiceProbe> ProbeAsync(CancellationToken cancellationToken = default)
    {
        ProbeService operation = new(_endpoint, _clock, hasKey: _apiKey is { Length: > 0 });
        try
        {
            IReadOnlyList<string> models = await _queries
                .ExecuteAsync(operation, ticket: 0, progress: null, cancellationToken).ConfigureAwait(false);
            return new ServiceProbe(models, operation.ClockSkew, Error: null);
        }
        catch (CometApiException e)
        {
            return new ServiceProbe(ModelIds: null, operation.ClockSkew, e);
        }
    }

    /// <summary>Gets the prices of CometAPI's public catalog.</summary>
    /// <exception cref="CometApiException">The catalog couldn't be read.</exception>
    public Task<PriceList> GetPricesAsync(CancellationToken cancellationToken) =>
        _prices.GetAsync().WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    // The connections outlive the client.
    static HttpMessageInvoker CreateInvoker(HttpMessageHandler handler) => new(handler, disposeHandler: false);
}
