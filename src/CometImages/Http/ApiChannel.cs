using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CometImages.Errors;
using CometImages.Files;
using CometImages.Generation;
using CometImages.Json;

namespace CometImages.Http;

/// <summary>Single attempts at the API. Only here does the key go onto the wire.</summary>
sealed class ApiChannel
{
    const string TheAnswer = "The answer";
    const int MostCatalogueBytes = 16 << 20;

    static readonly ProductInfoHeaderValue s_userAgent =
        new("CometImages", typeof(ApiChannel).Assembly.GetName().Version!.ToString(3));

    readonly CometClientOptions _options;
    readonly HttpMessageInvoker _connections;
    readonly Uri _generations;

    public ApiChannel(CometClientOptions options)
    {
        BaseAddress.Check(options.BaseUri, options.Proxy);
        _options = options;
        if (options.ApiKey?.All(c => c is > ' ' and < '\u007F') == false)
        {
            throw new CometApiException(CometErrorKind.Unauthorized, "The API key has characters that no key has, such as a space or a line break.") { NotSent = true };
        }

        _connections = ConnectionPool.ForApi(options);
        _generations = BaseAddress.Resource(options.BaseUri, "images/generations");
    }

    /// <summary>Asks for pictures once.</summary>
    public async Task<AnsweredRequest> GenerateAsync(byte[] body, PicturePlaces places, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_options.ApiKey))
        {
            throw new CometApiException(CometErrorKind.MissingKey, "There is no API key.");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, _generations) { Content = new JsonBody(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
#if !NET8_0_OR_GREATER
        // .NET Framework sends a request again by itself when a kept connection turns out to be closed; a new connection it does not.
        request.Headers.ConnectionClose = true;
#endif
        using Silence silence = new(_options.Timeout, _options.TimeProvider, cancellationToken);
        using HttpResponseMessage response = await SendAsync(request, silence, cancellationToken).ConfigureAwait(false);
        string? requestId = RequestIds.Of(response);
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            throw ErrorAnswer.ReadPage((int)response.StatusCode, requestId);
        }

        using BodyReader content = await BodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
        using AnswerReader reader = new(content, places.Open);
        CometApiException? broken = null;
        try
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e)
        {
            broken = e;
        }
        catch (Exception e) when (TransportError.IsOne(e))
        {
            broken = TransportError.Of(e, silence, "The whole answer");
        }

        if (!reader.Document.HasPictures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Nothing(reader.Document, broken, (int)response.StatusCode, requestId);
        }

        return new AnsweredRequest(reader.Document, broken, requestId);
    }

    /// <summary>Lists the catalogue once.</summary>
    public async Task<IReadOnlyList<CatalogueModel>> GetCatalogueAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, BaseAddress.Catalogue(_options.BaseUri));
        using Silence silence = new(_options.Timeout, _options.TimeProvider, cancellationToken);
        using HttpResponseMessage response = await SendAsync(request, silence, cancellationToken).ConfigureAwait(false);
        try
        {
            using BodyReader content = await BodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
            byte[] body = await content.ReadUpToAsync(MostCatalogueBytes, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, WireJson.Default.Catalogue)?.Data ?? [];
        }
        catch (JsonException e)
        {
            throw new CometApiException(CometErrorKind.WrongBaseUri, "What answered is no catalogue of models.", inner: e);
        }
        catch (Exception e) when (TransportError.IsOne(e) && !cancellationToken.IsCancellationRequested)
        {
            throw TransportError.Of(e, silence, "The whole catalogue");
        }
    }

    // An answer of success; everything else is thrown.
    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Silence silence, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(s_userAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        HttpResponseMessage response;
        try
        {
            response = await _connections.SendAsync(request, silence.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportError.IsOne(e) && !cancellationToken.IsCancellationRequested)
        {
            bool wasSent = request.Content is JsonBody { WasBegun: true };
            throw TransportError.Of(e, silence, TheAnswer, notSent: request.Content is not null && !wasSent).About(null, mayHaveBeenCharged: wasSent);
        }

        silence.Heard();
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted)
        {
            return response;
        }

        using (response)
        {
            byte[] body = await ReadErrorAsync(response, silence, cancellationToken).ConfigureAwait(false);
            CometApiException error = ErrorAnswer.Read(
                (int)response.StatusCode, body, RequestIds.Of(response), RetryAfter.Of(response, _options.TimeProvider), _options.ApiKey);
            throw error.About(null, mayHaveBeenCharged: request.Content is not null && IsUnclear(error));
        }
    }

    // The status alone tells enough when the error's own words do not arrive.
    static async Task<byte[]> ReadErrorAsync(HttpResponseMessage response, Silence silence, CancellationToken cancellationToken)
    {
        try
        {
            using BodyReader content = await BodyReader.OpenAsync(response, silence, cancellationToken).ConfigureAwait(false);
            return await content.ReadUpToAsync(ErrorAnswer.MostBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportError.IsOne(e) && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    CometApiException Nothing(AnswerDocument document, CometApiException? broken, int status, string? requestId)
    {
        if (document.Error is { } details)
        {
            CometApiException error = ErrorAnswer.Create(status, details, requestId, retryAfter: null, _options.ApiKey);
            return error.About(null, mayHaveBeenCharged: IsUnclear(error) || document.Pictures.Count > 0);
        }

        return (broken ?? document.PictureError ?? new CometApiException(CometErrorKind.BrokenAnswer, "The answer holds no picture."))
            .About(requestId, mayHaveBeenCharged: broken?.Kind != CometErrorKind.WrongBaseUri);
    }

    // A refusal in words that are known costs nothing. After any other success without a picture, or a failure that nobody documents, one may have been made.
    static bool IsUnclear(CometApiException error) =>
        error.Kind == CometErrorKind.BrokenAnswer || (error.Kind == CometErrorKind.ServerError && !RetryPolicy.MayCreateAgain(error));
}
