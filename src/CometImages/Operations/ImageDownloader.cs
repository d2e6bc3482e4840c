using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using CometImages.Errors;
using CometImages.Images;
using CometImages.Pipeline;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>Single attempts to download a picture. Its host is not the API's and never sees the key.</summary>
sealed class ImageDownloader(CometClientOptions options)
{
    const int BufferSize = 64 * 1024;
    const int MaxRedirects = 10;
    const long ReportEvery = 1 << 20;

    readonly HttpMessageInvoker _connections = HttpTransportCache.GetDownloadTransport(options);

    /// <summary>Downloads, or goes on where an earlier attempt stopped.</summary>
    /// <returns>How many bytes the picture has.</returns>
    public async Task<long> DownloadAsync(DownloadState state, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        using IdleTimeout silence = new(options.Timeout, options.TimeProvider, cancellationToken);
        try
        {
            using HttpResponseMessage response = await SendAsync(state, silence).ConfigureAwait(false);
            PrepareFile(state, response);
            await ReceiveAsync(state, response, silence, progress, cancellationToken).ConfigureAwait(false);
            return state.File.Length;
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            throw TransportErrorMapper.Map(e, silence, "The whole picture");
        }
    }

    async Task<HttpResponseMessage> SendAsync(DownloadState state, IdleTimeout silence)
    {
        Uri uri = state.Uri;
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, uri);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (state.CanResume)
            {
                request.Headers.Range = new RangeHeaderValue(state.File.Length, null);
                request.Headers.IfRange = new RangeConditionHeaderValue(state.ETag!);
            }

            HttpResponseMessage response = await _connections.SendAsync(request, silence.Token).ConfigureAwait(false);
            silence.Reset();
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                response.Dispose();
                uri = ResolveRedirect(uri, location);
            }
            else
            {
                return response;
            }
        }

        throw new CometApiException(CometErrorKind.InvalidImage, $"The picture's URL redirects more than {MaxRedirects} times.");
    }

    /// <summary>The address that a redirect points to, spelled as it was given.</summary>
    internal static Uri ResolveRedirect(Uri from, Uri location)
    {
        string given = location.OriginalString;
        Uri next = VerbatimUri.Create(
            location.IsAbsoluteUri ? given
            : given.StartsWith("//", StringComparison.Ordinal) ? $"{from.Scheme}:{given}"
            : given.StartsWith("/", StringComparison.Ordinal) ? $"{from.Scheme}://{from.Authority}{given}"
            : Uri.TryCreate(from, location, out Uri? beside) ? beside.AbsoluteUri : given);
        return from.Scheme == "https" && next.Scheme != "https"
            ? throw new CometApiException(CometErrorKind.InvalidImage, "The picture's URL redirects to an address without encryption.")
            : next;
    }

    // Makes the file fit what the answer brings: its rest, or everything anew.
    void PrepareFile(DownloadState state, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent && state.CanResume
            && response.Content.Headers.ContentRange is { } range && range.From == state.File.Length
            && (response.Headers.ETag is null || response.Headers.ETag.Equals(state.ETag)))
        {
            return;
        }

        bool isWhole = response.StatusCode == HttpStatusCode.OK;
        if (!isWhole && response.StatusCode is not (HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable))
        {
            // A server that fails for a moment says nothing about what is here already.
            throw CreateError(response);
        }

        if (state.File.Length > 0)
        {
            state.File.Restart();
        }

        state.ETag = isWhole && response.Headers.ETag is { IsWeak: false } tag ? tag : null;
        if (!isWhole)
        {
            throw CreateError(response);
        }
    }

    CometApiException CreateError(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 or 403 or 404 or 410 => new CometApiException(CometErrorKind.UrlExpired, $"The picture's URL is not valid any more (status {(int)response.StatusCode}).")
        {
            StatusCode = (int)response.StatusCode,
        },
        206 or 416 => new CometApiException(CometErrorKind.ConnectionFailed, "The picture's server did not go on where it stopped."),
        int status and (429 or >= 500) => ErrorResponseParser.Create(
            status, ApiErrorBody.None, RequestIdParser.FromHeaders(response), RetryAfterHeader.Parse(response, options.TimeProvider), key: null),

        // What such a status of the API means for a request, a key or a balance does not hold for a picture's server.
        int status => new CometApiException(
            CometErrorKind.InvalidImage, $"The picture's URL gives no picture (status {status}).", "No file was written. The URL may still give it later: keep it and try again.")
        {
            StatusCode = status,
        },
    };

    static async Task ReceiveAsync(
        DownloadState state, HttpResponseMessage response, IdleTimeout silence, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        long? total = response.Content.Headers.ContentLength + state.File.Length;
        using ResponseBodyReader body = await ResponseBodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long reported = -ReportEvery;
            int read;
            while ((read = await body.ReadAsync(buffer, 0, BufferSize, cancellationToken).ConfigureAwait(false)) > 0)
            {
                state.File.Write(buffer.AsSpan(0, read));
                if (progress is not null && state.File.Length - reported >= ReportEvery)
                {
                    reported = state.File.Length;
                    progress.Report(new TransferProgress { Stage = TransferStage.Receiving, BytesReceived = reported, TotalBytes = total });
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // Where no length was given, only the picture itself tells that it is whole.
        if (total is { } length ? state.File.Length < length : state.File.Length >= ImageFileFormat.SignatureLength && !state.File.IsComplete)
        {
            throw new CometApiException(CometErrorKind.InvalidResponse, "The picture ended early.", "Try again.");
        }
    }
}
