using CometImages.Files;
using CometImages.Generation;
using CometImages.Http;

namespace CometImages;

/// <summary>
/// A client for CometAPI's image API. Cheap to make, safe to use from many threads at once: the connections belong to the process.
/// </summary>
public sealed class CometClient
{
    readonly CometClientOptions _options;
    readonly ApiChannel _api;
    readonly PictureDownload _download;
    readonly RetryPolicy _policy;
    readonly RequestGate _gate;

    /// <summary>Creates a client.</summary>
    /// <param name="options">How to reach the service.</param>
    /// <exception cref="CometApiException">
    /// The base URL is none, or the key would travel unencrypted (<see cref="CometErrorKind.WrongBaseUri"/>); or the key cannot be one
    /// (<see cref="CometErrorKind.Unauthorized"/>).
    /// </exception>
    public CometClient(CometClientOptions options)
    {
        _options = options;
        _api = new ApiChannel(options);
        _download = new PictureDownload(options);
        _policy = new RetryPolicy(options.MaximumRetryCount, Jitter.Next);
        _gate = options.Gate ?? RequestGate.Open(options.TimeProvider);
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
    public async Task<ImageAnswer> GenerateAsync(
        ImageRequest request,
        ImageOutput? output = null,
        long? turn = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (request.Contradiction is { } contradiction)
        {
            throw new CometApiException(CometErrorKind.InvalidRequest, contradiction, string.Empty);
        }

        output ??= new ImageOutput();
        using PicturePlaces places = PicturePlaces.Reserve(output, Spool);
        byte[] body = RequestBody.Write(request);
        AnsweredRequest answered = await Resending(progress).RunAsync(
            token => _api.GenerateAsync(body, places, token), RetryPolicy.MayCreateAgain, _gate, turn ?? _gate.TakeTurn(), cancellationToken).ConfigureAwait(false);
        AnswerCompletion completion = new(request, output, answered, _options.TimeProvider);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await completion.CompleteAsync(
                (url, index) => DownloadAsync(url, places.Open(index), progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            foreach (CometImage image in completion.Arrived)
            {
                Spool.RecordUnclaimed(image);
            }

            throw;
        }
    }

    /// <summary>Saves one picture into a folder: downloads a URL, moves a file out of the spool, copies any other file.</summary>
    /// <param name="image">The picture: its <see cref="CometImage.Path"/>, else its <see cref="CometImage.Url"/>.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name without extension, from <see cref="SaveFolder.Claim"/>; the extension is that of the picture's real type.</param>
    /// <param name="progress">Told how a download is getting on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where the picture is.</returns>
    /// <exception cref="CometApiException">It could not be had, or not be placed; the picture's path is where it is then.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<SavedPicture> SaveAsync(
        CometImage image, SaveFolder folder, string name, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (image.Path is { Length: > 0 })
        {
            return new SavedPicture(LocalPicture.Save(image, folder, name, Spool), null);
        }

        using PicturePlace place = PicturePlace.In(folder, name);
        using PictureFile file = new(place, Spool);
        await DownloadAsync(image.Url ?? string.Empty, file, progress, cancellationToken).ConfigureAwait(false);
        return new SavedPicture(file.Path!, file.PlacementError);
    }

    /// <summary>Lists CometAPI's public catalogue: every model with its kind and prices. Needs no key.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CometApiException">It could not be had.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Task<IReadOnlyList<CatalogueModel>> GetCatalogueAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(token => _api.GetCatalogueAsync(token), progress: null, cancellationToken);

    async Task<PictureFile> DownloadAsync(string url, PictureFile file, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        Uri uri = VerbatimUri.Create(url);
        DownloadState state = new(uri, file);
        await ReadAsync(token => _download.RunAsync(state, progress, token), progress, cancellationToken).ConfigureAwait(false);
        file.Finish();
        return file;
    }

    // Reading is safe to try again, and no question of the API's capacity.
    Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> attempt, IProgress<TransferProgress>? progress, CancellationToken cancellationToken) =>
        Resending(progress).RunAsync(attempt, RetryPolicy.MayReadAgain, new RequestGate(1, _options.TimeProvider), turn: 0, cancellationToken);

    Resender Resending(IProgress<TransferProgress>? progress) => new(_policy, _options.TimeProvider, progress);
}
