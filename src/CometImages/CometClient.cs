using CometImages.Images;
using CometImages.Models;
using CometImages.Operations;
using CometImages.Pipeline;
using CometImages.Requests;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Transport;

namespace CometImages;

/// <summary>
/// A client for CometAPI's image API. It's cheap to create, because the connections belong to the process, and safe to use from many
/// threads.
/// </summary>
sealed class CometClient
{
    readonly ApiEndpoint _endpoint;
    readonly ApiPipeline _generations;
    readonly ApiPipeline _queries;
    readonly ApiPipeline _downloads;
    readonly AdaptiveConcurrencyLimiter? _limiter;
    readonly CircuitBreaker? _breaker;
    readonly DiskSpaceMonitor _diskSpace = new();
    readonly TimeProvider _clock;

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

        _clock = options.TimeProvider;
        _limiter = options.ThrottleLimit is { } limit ? new AdaptiveConcurrencyLimiter(limit, _clock) : null;
        _breaker = _limiter is null ? null : new CircuitBreaker();
        TransportSettings settings = new(options.Proxy, options.ProxyCredential);
        HttpMessageInvoker api = CreateInvoker(new UserAgentHandler(HttpTransportCache.GetApiTransport(settings, _endpoint)));
        HttpMessageInvoker downloads = CreateInvoker(new RedirectHandler(HttpTransportCache.GetDownloadTransport(settings)));
        RetryPolicy policy = new(options.MaximumRetryCount, Random.Shared.NextDouble, options.RetryGatewayTimeout);
        RetryExecutor reads = new(policy, _clock);
        RetryExecutor creations = _limiter is null
            ? reads
            : new RetryExecutor(
                policy, _clock, _limiter, _breaker, new ConnectionGate(opensWhenSent: options.Proxy is null || !_endpoint.RequiresDirectConnection));
        _generations = new ApiPipeline(api, creations, options.IdleTimeout, _clock, options.ApiKey);
        _queries = new ApiPipeline(api, reads, options.IdleTimeout, _clock);
        _downloads = new ApiPipeline(downloads, reads, options.IdleTimeout, _clock);
        Spool = new Spool(options.SpoolFolder);
    }

    public Spool Spool { get; }

    /// <summary>Reserves a place in the order of generations.</summary>
    public long ReserveTicket() => _limiter?.ReserveTicket() ?? 0;

    /// <summary>Generates images and writes them to their destinations.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="output">Where the images go. If null, they go to the spool.</param>
    /// <param name="ticket">The place in the order of generations, from <see cref="ReserveTicket"/>. If null, the next.</param>
    /// <param name="progress">Receives each attempt and each delay.</param>
    /// <param name="cancellationToken">Cancels the generation. Complete images are recorded in the spool.</param>
    /// <returns>The received images, what is missing, and what was skipped.</returns>
    /// <exception cref="CometApiException">No image was received.</exception>
    /// <exception cref="OperationCanceledException">
    /// The generation was canceled. A request that the service may be processing is recorded in the spool.
    /// </exception>
    public async Task<ImageGenerationResult> GenerateAsync(
        ImageGenerationRequest request,
        ImageOutputOptions? output = null,
        long? ticket = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (ImageRequestValidator.ValidateRequest(request) is { } error)
        {
            throw error.ToException();
        }

        _breaker?.ThrowIfOpen();
        using ImageDestinationSet destinations = ImageDestinationSet.Reserve(output ?? new ImageOutputOptions(), Spool);
        if (!destinations.HasSkipped)
        {
            return await GenerateStorableAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
        }

        return await GenerateRemainingAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false) with
        {
            ExistingPositions = destinations.ExistingPositions,
            InProgressPositions = destinations.InProgressPositions,
        };
    }

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
        SaveAsync(image, () => ImageDestination.ForDirectory(directory, name), progress, cancellationToken);

    /// <summary>Saves an image at a destination, in the same way as in a folder.</summary>
    /// <param name="image">The image.</param>
    /// <param name="reserve">Reserves the destination.</param>
    /// <param name="progress">Receives the progress of a download.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="CometApiException">The image couldn't be downloaded or saved. The image's path is where its file is.</exception>
    /// <exception cref="OperationCanceledException">The download was canceled.</exception>
    public async Task<ImageSaveResult> SaveAsync(
        CometImage image,
        Func<ImageDestination> reserve,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (image.Path is { Length: > 0 })
        {
            return ImageFileSaver.Save(image, reserve, Spool);
        }

        using ImageDestination destination = reserve();
        using ImageFileWriter file = new(destination, Spool);
        await DownloadAsync(image.Url ?? string.Empty, file, progress, cancellationToken).ConfigureAwait(false);
        return new ImageSaveResult(file.Path!, file.Details!, file.PlacementError);
    }

    /// <summary>Lists the models of CometAPI's public catalog. Doesn't need an API key.</summary>
    /// <exception cref="CometApiException">The catalog couldn't be read.</exception>
    public async Task<IReadOnlyList<CatalogModel>> GetCatalogAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<CatalogModel> catalog = await _queries
            .ExecuteAsync(new ListModels(_endpoint), ticket: 0, progress: null, cancellationToken).ConfigureAwait(false);
        ModelAdvisor.SetCatalog(catalog);
        return catalog;
    }

    // The connections outlive the client.
    static HttpMessageInvoker CreateInvoker(HttpMessageHandler handler) => new(handler, disposeHandler: false);

    // The images that aren't skipped are fewer than the requested ones, so an error states which of them are missing.
    async Task<ImageGenerationResult> GenerateRemainingAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long? ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> files = destinations.Output.Files;
        try
        {
            return files.Count == 0
                ? new ImageGenerationResult { Images = [], Failures = [] }
                : await GenerateStorableAsync(request.WithCount(files.Count), destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e)
        {
            ImageGenerationFailure failure = new() { Error = e, MissingCount = files.Count, MissingFiles = files };
            return new ImageGenerationResult { Images = [], Failures = [failure] };
        }
    }

    // Generates images if there is space for them. After an image that couldn't be stored anywhere, no further request is sent.
    async Task<ImageGenerationResult> GenerateStorableAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long? ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        int count = request.Count ?? 1;
        try
        {
            _diskSpace.Enter(destinations.Folders.Append(Spool.Folder), count);
            ImageGenerationResult result = await GenerateAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
            foreach (ImageGenerationFailure failure in result.Failures)
            {
                _breaker?.Record(failure.Error);
            }

            return result;
        }
        catch (CometApiException e)
        {
            _breaker?.Record(e);
            throw;
        }
        finally
        {
            _diskSpace.Exit(count, destinations.LargestImage);
        }
    }

    async Task<ImageGenerationResult> GenerateAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long? ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        GenerateImages operation = new(_endpoint, request, destinations);
        ImageResponse response;
        try
        {
            response = await _generations
                .ExecuteAsync(operation, ticket ?? ReserveTicket(), progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (operation.IsInProgress)
        {
            Spool.RecordInterrupted(request, destinations.Output.Files);
            throw;
        }

        ImageResultBuilder builder = new(request, destinations.Output, response, _clock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await builder.BuildAsync(
                (url, index) => DownloadAsync(url, destinations.CreateWriter(index), progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            foreach (CometImage image in builder.ReceivedImages)
            {
                Spool.RecordUndelivered(image);
            }

            throw;
        }
    }

    async Task<ImageFileWriter> DownloadAsync(
        string url, ImageFileWriter file, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await _downloads.ExecuteAsync(new DownloadImage(url, file, progress), ticket: 0, progress, cancellationToken).ConfigureAwait(false);
        file.Complete();
        return file;
    }
}
