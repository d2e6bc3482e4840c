using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CometImages.Errors;
using CometImages.Models;
using CometImages.Pipeline;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>Single attempts at the API. Only here does the key go onto the wire.</summary>
sealed class ApiClient
{
    const string TheAnswer = "The answer";
    const int MaxCatalogBytes = 16 << 20;

    static readonly ProductInfoHeaderValue s_userAgent =
        new("CometImages", typeof(ApiClient).Assembly.GetName().Version!.ToString(3));

    readonly CometClientOptions _options;
    readonly HttpMessageInvoker _connections;
    readonly Uri _generations;

    public ApiClient(CometClientOptions options)
    {
        ApiEndpoint.Validate(options.BaseUri, options.Proxy);
        _options = options;
        if (options.ApiKey?.All(c => c is > ' ' and < '\u007F') == false)
        {
            throw new CometApiException(CometErrorKind.Unauthorized, "The API key has characters that no key has, such as a space or a line break.") { RequestNotSent = true };
        }

        _connections = HttpTransportCache.GetApiTransport(options);
        _generations = ApiEndpoint.GetUri(options.BaseUri, "images/generations");
    }

    /// <summary>Asks for pictures once.</summary>
    public async Task<ImageResponse> GenerateAsync(byte[] body, ImageDestinationSet places, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_options.ApiKey))
        {
            throw new CometApiException(CometErrorKind.ApiKeyMissing, "There is no API key.");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, _generations) { Content = new JsonRequestContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
#if !NET8_0_OR_GREATER
        // .NET Framework sends a request again by itself when a kept connection turns out to be closed; a new connection it does not.
        request.Headers.ConnectionClose = true;
#endif
        using IdleTimeout silence = new(_options.Timeout, _options.TimeProvider, cancellationToken);
        using HttpResponseMessage response = await SendAsync(request, silence, cancellationToken).ConfigureAwait(false);
        string? requestId = RequestIdParser.FromHeaders(response);
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            throw ErrorResponseParser.CreateForHtml((int)response.StatusCode, requestId);
        }

        using ResponseBodyReader content = await ResponseBodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
        using ImageResponseReader reader = new(content, places.CreateWriter);
        CometApiException? broken = null;
        try
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e)
        {
            broken = e;
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e))
        {
            broken = TransportErrorMapper.Map(e, silence, "The whole answer");
        }

        if (!reader.Document.HasImages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw CreateNoImageError(reader.Document, broken, (int)response.StatusCode, requestId);
        }

        return new ImageResponse(reader.Document, broken, requestId);
    }

    /// <summary>Lists the catalogue once.</summary>
    public async Task<IReadOnlyList<CatalogModel>> GetCatalogAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, ApiEndpoint.GetCatalogUri(_options.BaseUri));
        using IdleTimeout silence = new(_options.Timeout, _options.TimeProvider, cancellationToken);
        using HttpResponseMessage response = await SendAsync(request, silence, cancellationToken).ConfigureAwait(false);
        try
        {
            using ResponseBodyReader content = await ResponseBodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
            byte[] body = await content.ReadUpToAsync(MaxCatalogBytes, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, ApiJsonContext.Default.CatalogResponse)?.Data ?? [];
        }
        catch (JsonException e)
        {
            throw new CometApiException(CometErrorKind.InvalidBaseUri, "What answered is no catalogue of models.", inner: e);
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            throw TransportErrorMapper.Map(e, silence, "The whole catalogue");
        }
    }

    // An answer of success; everything else is thrown.
    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IdleTimeout silence, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(s_userAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        HttpResponseMessage response;
        try
        {
            response = await _connections.SendAsync(request, silence.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            bool wasSent = request.Content is JsonRequestContent { SendStarted: true };
            throw TransportErrorMapper.Map(e, silence, TheAnswer, notSent: request.Content is not null && !wasSent).With(null, mayHaveBeenCharged: wasSent);
        }

        silence.Reset();
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted)
        {
            return response;
        }

        using (response)
        {
            byte[] body = await ReadErrorAsync(response, silence, cancellationToken).ConfigureAwait(false);
            CometApiException error = ErrorResponseParser.Parse(
                (int)response.StatusCode, body, RequestIdParser.FromHeaders(response), RetryAfterHeader.Parse(response, _options.TimeProvider), _options.ApiKey);
            throw error.With(null, mayHaveBeenCharged: request.Content is not null && MayHaveSucceeded(error));
        }
    }

    // The status alone tells enough when the error's own words do not arrive.
    static async Task<byte[]> ReadErrorAsync(HttpResponseMessage response, IdleTimeout silence, CancellationToken cancellationToken)
    {
        try
        {
            using ResponseBodyReader content = await ResponseBodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
            return await content.ReadUpToAsync(ErrorResponseParser.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e) && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    CometApiException CreateNoImageError(ImageResponseState document, CometApiException? broken, int status, string? requestId)
    {
        if (document.Error is { } details)
        {
            CometApiException error = ErrorResponseParser.Create(status, details, requestId, retryAfter: null, _options.ApiKey);
            return error.With(null, mayHaveBeenCharged: MayHaveSucceeded(error) || document.Items.Count > 0);
        }

        return (broken ?? document.FirstItemError ?? new CometApiException(CometErrorKind.InvalidResponse, "The answer holds no picture."))
            .With(requestId, mayHaveBeenCharged: broken?.Kind != CometErrorKind.InvalidBaseUri);
    }

    // A refusal in words that are known costs nothing. After any other success without a picture, or a failure that nobody documents, one may have been made.
    static bool MayHaveSucceeded(CometApiException error) =>
        error.Kind == CometErrorKind.InvalidResponse || (error.Kind == CometErrorKind.ServerError && !RetryPolicy.ShouldRetryGeneration(error));
}
