using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using CometImages.Errors;
using CometImages.Images;
using CometImages.Pipeline;
using CometImages.Storage;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>
/// Downloads an image. An attempt resumes where the last one stopped, if the server supports that. The image's host isn't the API's and
/// never receives the API key.
/// </summary>
sealed class DownloadImage(string url, ImageFileWriter file, IProgress<TransferProgress>? progress) : ApiOperation<ImageFileWriter>
{
    const int BufferSize = 64 * 1024;
    const long ProgressInterval = 1 << 20;

    readonly Uri _uri = VerbatimUri.Create(url);

    // The strong entity tag of the received data, or null if resuming isn't safe.
    EntityTagHeaderValue? _entityTag;

    public override string Activity => $"Downloading image from {_uri.Host}";

    public override string ContentName => "The complete image";

    bool CanResume => _entityTag is not null && file.Length > 0;

    public override HttpRequestMessage CreateRequest()
    {
        HttpRequestMessage request = new(HttpMethod.Get, _uri);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (CanResume)
        {
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(_entityTag!);
        }

        return request;
    }

    public override async Task<ImageFileWriter> ReadAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        PrepareFile(response);
        long? total = response.ContentHeaders.ContentLength + file.Length;
        await ReceiveAsync(response, total, cancellationToken).ConfigureAwait(false);

        // Without a length, only the image's own trailer shows that the image is complete.
        bool isTruncated = total is { } length ? file.Length < length : file.Length >= ImageFileFormat.SignatureLength && !file.IsComplete;
        return isTruncated
            ? throw new CometApiException(CometErrorKind.InvalidResponse, "The image ended early.", "Try again.")
            : file;
    }

    // Makes the file match what the response contains: the rest of the image, or the whole image.
    void PrepareFile(ApiResponse response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent && CanResume
            && response.ContentHeaders.ContentRange is { } range && range.From == file.Length
            && (response.Headers.ETag is null || response.Headers.ETag.Equals(_entityTag)))
        {
            return;
        }

        bool isComplete = response.StatusCode == HttpStatusCode.OK;
        if (!isComplete && response.StatusCode is not (HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable))
        {
            // A transient error of the server doesn't invalidate the received data.
            throw CreateError(response);
        }

        if (file.Length > 0)
        {
            file.Restart();
        }

        _entityTag = isComplete && response.Headers.ETag is { IsWeak: false } entityTag ? entityTag : null;
        if (!isComplete)
        {
            throw CreateError(response);
        }
    }

    // What a status code means for a request, an API key, or a balance doesn't apply to the image's host.
    static CometApiException CreateError(ApiResponse response) => (int)response.StatusCode switch
    {
        401 or 403 or 404 or 410 => CreateError(
            CometErrorKind.UrlExpired, $"The image's URL isn't valid any more (HTTP status {(int)response.StatusCode}).", response),
        206 or 416 => new CometApiException(CometErrorKind.ConnectionFailed, "The image's server didn't resume the download where it stopped."),
        429 or >= 500 => response.CreateError(ApiErrorBody.Empty),
        _ => CreateError(
            CometErrorKind.InvalidImage,
            $"The image's URL didn't return an image (HTTP status {(int)response.StatusCode}).",
            response,
            "No file was written. The URL may still be valid. Keep it and try again later."),
    };

    static CometApiException CreateError(CometErrorKind kind, string detail, ApiResponse response, string? recommendedAction = null) =>
        new(kind, detail, recommendedAction) { StatusCode = (int)response.StatusCode };

    async Task ReceiveAsync(ApiResponse response, long? total, CancellationToken cancellationToken)
    {
        using Stream body = await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long reported = -ProgressInterval;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                file.Write(buffer.AsSpan(0, read));
                if (progress is not null && file.Length - reported >= ProgressInterval)
                {
                    reported = file.Length;
                    progress.Report(new TransferProgress { Stage = TransferStage.Receiving, BytesTransferred = reported, TotalBytes = total });
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
