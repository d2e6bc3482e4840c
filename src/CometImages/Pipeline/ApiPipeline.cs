using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using CometImages.Images;
using CometImages.Transport;

namespace CometImages.Pipeline;

/// <summary>
/// The way of every request. Concurrency, circuit breaker, and retries wrap the operation, including the reading of its response.
/// Authentication, idle timeout, and error mapping wrap each attempt.
/// </summary>
sealed class ApiPipeline(HttpMessageInvoker transport, RetryExecutor executor, TimeSpan idleTimeout, TimeProvider clock, string? apiKey = null)
{
    const long MinExpectLength = 1 << 20;

    /// <param name="operation">The operation.</param>
    /// <param name="ticket">The place in the order of requests. Ignored if their number isn't limited.</param>
    /// <param name="progress">Receives each attempt and each delay.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CometApiException">The operation failed.</exception>
    public Task<TResult> ExecuteAsync<TResult>(
        ApiOperation<TResult> operation, long ticket, IProgress<TransferProgress>? progress, CancellationToken cancellationToken) =>
        executor.ExecuteAsync(
            token => AttemptAsync(operation, progress, token),
            progress is null ? string.Empty : operation.Activity,
            operation.RetryMode,
            ticket,
            progress,
            cancellationToken);

    async Task<TResult> AttemptAsync<TResult>(
        ApiOperation<TResult> operation, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        using IdleTimeout timeout = new(idleTimeout, clock, cancellationToken);
        using HttpRequestMessage request = operation.CreateRequest();
        Authenticate(request, operation.Authentication);
        if (request.Content is RequestContent content)
        {
            // A server that rejects the request says so before the body is sent. Otherwise it resets the connection, and its response is lost.
            request.Headers.ExpectContinue = content.Length >= MinExpectLength;
            content.OnSendStarted = () =>
            {
                operation.OnSendStarted();
                executor.Connection?.ReportSendStarted();
                progress?.Report(new TransferProgress { Stage = TransferStage.Sending });
            };
            UploadProgress? upload = progress is null ? null : new(progress, content.Length, clock);
            content.OnSent = sent =>
            {
                timeout.Reset();
                upload?.Report(sent);
            };
        }

        using HttpResponseMessage message = await SendAsync(request, timeout, cancellationToken).ConfigureAwait(false);
        ApiResponse response = new(message, timeout, clock, apiKey);
        if (response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired)
        {
            executor.Connection?.ReportReached();
        }

        try
        {
            return await operation.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e) when (operation.RetryMode == RetryMode.OnlyIfNotExecuted && RetryPolicy.MayHaveSucceeded(e))
        {
            throw e.With(mayHaveBeenCharged: true);
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            throw response.MapReadError(e, operation.ContentName);
        }
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IdleTimeout timeout, CancellationToken cancellationToken)
    {
        try
        {
            HttpResponseMessage response = await transport.SendAsync(request, timeout.Token).ConfigureAwait(false);
            timeout.Reset();
            return response;
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            throw TransportErrorMapper
                .Map(e, timeout, "The response", IsUnsent(request, e) ? request.RequestUri : null, apiKey)
                .With(mayHaveBeenCharged: request.Content is RequestContent { SendStarted: true });
        }
    }

    // A request without content doesn't report whether it was sent, but the platform reports what failed before.
    static bool IsUnsent(HttpRequestMessage request, Exception exception) => request.Content is RequestContent content
        ? !content.SendStarted
        : exception is HttpRequestException { InnerException: SocketException or AuthenticationException };

    // Nothing else puts the API key on the wire.
    void Authenticate(HttpRequestMessage request, Authentication authentication)
    {
        if (authentication == Authentication.Bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", apiKey is { Length: > 0 } ? apiKey : throw new CometApiException(CometErrorKind.ApiKeyMissing, "No API key was specified."));
        }
    }
}
