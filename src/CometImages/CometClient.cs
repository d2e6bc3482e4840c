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
/// A client for CometAPI's image API. Cheap to make, safe to use from many threads at once: the connections belong to the process.
/// </summary>
sealed class CometClient
{
    readonly CometClientOptions _options;
    readonly ApiClient _api;
    readonly ImageDownloader _download;
    readonly RetryPolicy _policy;
    readonly AdaptiveConcurrencyLimiter _gate;

    /// <summary>Creates a client.</summary>
    /// <param name="options">How to reach the service.</param>
    /// <exception cref="CometApiException">
    /// The base URL is none, or the key would travel unencrypted (<see cref="CometErrorKind.InvalidBaseUri"/>); or the key cannot be one
    /// (<see cref="CometErrorKind.Unauthorized"/>).
    /// </exception>
    public CometClient(CometClientOptions options)
    {
        _options = options;
        _api = new ApiClient(options);
        _download = new ImageDownloader(options);
        _policy = new RetryPolicy(options.MaximumRetryCount, Jitter.Next);
        _gate = options.Gate ?? AdaptiveConcurrencyLimiter.CreateUnlimited(options.TimeProvider);
        Spool = new Spool(options.SpoolFolder);
    }

    /// <summary>Where pictures lie until they are saved.</summary>
    public Spool Spool { get; }

    /// <summary>Asks for pictures and puts them where they are to go.</summary>
    /// <param name="request">What to ask for.</param>
    /// <param name="output">Where the pictures go; the spool when null.</param>
    /// <param name="turn">The request's place in the order of <see cref="CometClientOptions.Gate"/>; the next when null.</param>
    /// <param name="progress">Told what the request is doing.</param>
    /// <param name="cancellationToken">Ends it. Pictures that were whole by then are recorded in the spool.</param>
    /// <returns>The pictures that came, and what did not.</returns>
    /// <exception cref="CometApiException">No picture came; its properties tell why and whether one may have been charged.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<ImageGenerationResult> GenerateAsync(
        ImageGenerationRequest request,
        ImageOutputOptions? output = null,
        long? turn = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (request.Contradiction is { } contradiction)
        {
            throw new CometApiException(CometErrorKind.InvalidRequest, contradiction, string.Empty);
        }

        output ??= new ImageOutputOptions();
        using ImageDestinationSet places = ImageDestinationSet.Reserve(output, Spool);
        byte[] body = ImageRequestSerializer.Serialize(request);
        ImageResponse answered = await Resending(progress).ExecuteAsync(
            token => _api.GenerateAsync(body, places, token), RetryPolicy.ShouldRetryGeneration, _gate, turn ?? _gate.ReserveTicket(), cancellationToken).ConfigureAwait(false);
        ImageResultBuilder completion = new(request, output, answered, _options.TimeProvider);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await completion.BuildAsync(
                (url, index) => DownloadAsync(url, places.CreateWriter(index), progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            foreach (CometImage image in completion.ReceivedImages)
            {
                Spool.RecordUndelivered(image);
            }

            throw;
        }
    }

    /// <summary>Saves one picture into a folder: downloads a URL, moves a file out of the spool, copies any other file.</summary>
    /// <param name="image">The picture: its <see cref="CometImage.Path"/>, else its <see cref="CometImage.Url"/>.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name without extension, from <see cref="OutputDirectory.ReserveName"/>; the extension is that of the picture's real type.</param>
    /// <param name="progress">Told how a download is getting on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where the picture is.</returns>
    /// <exception cref="CometApiException">It could not be had, or not be placed; the picture's path is where it is then.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<ImageSaveResult> SaveAsync(
        CometImage image, OutputDirectory folder, string name, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (image.Path is { Length: > 0 })
        {
            return new ImageSaveResult(folder.Save(image, name, Spool), null);
        }

        using ImageDestination place = ImageDestination.ForDirectory(folder, name);
        using ImageFileWriter file = new(place, Spool);
        await DownloadAsync(image.Url ?? string.Empty, file, progress, cancellationToken).ConfigureAwait(false);
        return new ImageSaveResult(file.Path!, file.PlacementError);
    }

    /// <summary>Lists CometAPI's public catalogue: every model with its kind and prices. Needs no key.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CometApiException">It could not be had.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Task<IReadOnlyList<CatalogModel>> GetCatalogAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(token => _api.GetCatalogAsync(token), progress: null, cancellationToken);

    async Task<ImageFileWriter> DownloadAsync(string url, ImageFileWriter file, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        Uri uri = VerbatimUri.Create(url);
        DownloadState state = new(uri, file);
        await ReadAsync(token => _download.DownloadAsync(state, progress, token), progress, cancellationToken).ConfigureAwait(false);
        file.Complete();
        return file;
    }

    // Reading is safe to try again, and no question of the API's capacity.
    Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> attempt, IProgress<TransferProgress>? progress, CancellationToken cancellationToken) =>
        Resending(progress).ExecuteAsync(attempt, RetryPolicy.ShouldRetryRead, new AdaptiveConcurrencyLimiter(1, _options.TimeProvider), turn: 0, cancellationToken);

    RetryExecutor Resending(IProgress<TransferProgress>? progress) => new(_policy, _options.TimeProvider, progress);
}
