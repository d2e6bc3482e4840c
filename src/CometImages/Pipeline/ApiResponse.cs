using System.Net;
using System.Net.Http.Headers;
using CometImages.Errors;
using CometImages.Transport;

namespace CometImages.Pipeline;

/// <summary>A response whose headers were received and whose body wasn't.</summary>
sealed class ApiResponse(HttpResponseMessage message, IdleTimeout idleTimeout, TimeProvider clock, string? apiKey)
{
    public HttpStatusCode StatusCode => message.StatusCode;

    public HttpResponseHeaders Headers => message.Headers;

    public HttpContentHeaders ContentHeaders => message.Content.Headers;

    public string? RequestId { get; } = RequestIdParser.FromHeaders(message);

    public bool IsHtml => ContentHeaders.ContentType?.MediaType == "text/html";

    /// <exception cref="CometApiException">The status code doesn't indicate success.</exception>
    public async Task EnsureSuccessAsync(CancellationToken cancellationToken)
    {
        if (StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted))
        {
            throw CreateError(await ReadErrorAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Creates the error that this response and an error body describe.</summary>
    public CometApiException CreateError(ApiErrorBody body) =>
        ErrorResponseParser.Parse(
            (int)StatusCode, body, RequestId, RetryHeaders.GetDelay(message, clock), RetryHeaders.ForbidRetry(message), apiKey);

    public async Task<Stream> OpenBodyAsync(CancellationToken cancellationToken) =>
        new ResponseBodyStream(await message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), idleTimeout);

    /// <summary>Returns what a failure to read the body means.</summary>
    public CometApiException MapReadError(Exception exception, string contentName) =>
        TransportErrorMapper.Map(exception, idleTimeout, contentName, apiKey: apiKey);

    // If the body of an error isn't received, the status code says enough.
    async Task<ApiErrorBody> ReadErrorAsync(CancellationToken cancellationToken)
    {
        try
        {
            using Stream body = await OpenBodyAsync(cancellationToken).ConfigureAwait(false);
            return ApiErrorBody.Parse(await body.ReadUpToAsync(ErrorResponseParser.MaxBodyBytes, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            return ApiErrorBody.Empty;
        }
    }
}
