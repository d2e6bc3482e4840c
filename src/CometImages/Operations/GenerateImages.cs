using CometImages.Errors;
using CometImages.History;
using CometImages.Images;
using CometImages.Models;
using CometImages.Pipeline;
using CometImages.Requests;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Text;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>Generates images, which are decoded into their files while the response arrives.</summary>
sealed class GenerateImages(ApiEndpoint endpoint, ImageGenerationRequest request, IImageSink sink, HistoryEntry entry) : ApiOperation<ImageResponse>
{
    readonly Uri _uri = endpoint.GetImageUri(request.Route);
    readonly ImageRequestBody _body = ImageRequestBody.Create(request);

    /// <summary>Gets the number of attempts whose response doesn't show whether an image was generated and charged.</summary>
    public int UncertainAttemptCount { get; private set; }

    public override RetryMode RetryMode => RetryMode.OnlyIfNotExecuted;

    public override Authentication Authentication => Authentication.Bearer;

    public override string Activity => $"Sending image request to {_uri}";

    public override string ContentName => "The complete response";

    public override HttpRequestMessage CreateRequest() => new(HttpMethod.Post, _uri) { Content = _body.CreateContent() };

    public override void OnSendStarted()
    {
        // This computer can have been suspended since the files were claimed. Nothing else than the headers has been sent.
        sink.RenewClaims();
        entry.OnSendStarted();
    }

    public override async Task<ImageResponse> ReadAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadImagesAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e)
        {
            if (RetryPolicy.MayHaveSucceeded(e))
            {
                UncertainAttemptCount++;
            }
            else
            {
                entry.OnRejected(e);
            }

            throw e.Kind == CometErrorKind.ModelNotFound ? e.With(recommendedAction: ModelAdvisor.GetRecommendedAction(request.Model)) : e;
        }
    }

    async Task<ImageResponse> ReadImagesAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        if (response.IsHtml)
        {
            throw ErrorResponseParser.CreateForHtml((int)response.StatusCode, response.RequestId);
        }

        using Stream body = await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        using ImageResponseReader reader = new(body, sink);
        CometApiException? readError = null;
        try
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e)
        {
            readError = e;
        }
        catch (Exception e) when (TransportErrorMapper.IsTransportException(e))
        {
            readError = response.MapReadError(e, ContentName);
        }

        foreach (ImageResponseItem item in reader.State.Items.Where(item => !item.IsReceived))
        {
            item.Error ??= GetServiceError(item, response);
        }

        if (!reader.State.HasImages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw CreateNoImageError(reader.State, readError, response);
        }

        return new ImageResponse(reader.State, readError, response.RequestId);
    }

    static CometApiException? GetServiceError(ImageResponseItem item, ApiResponse response) =>
        item.ServiceError is { } body ? response.CreateError(body)
        : item.InvalidUrl is { } url ? new CometApiException(
            CometErrorKind.InvalidResponse, $"The service returned '{ErrorResponseParser.Sanitize(url).Truncate()}', which isn't the URL of an image.")
        : null;

    static CometApiException CreateNoImageError(ImageResponseState state, CometApiException? readError, ApiResponse response)
    {
        if (state.Error is { } body)
        {
            return response.CreateError(body).With(mayHaveBeenCharged: state.Items.Count > 0);
        }

        CometApiException error = readError
            ?? state.FirstItemError
            ?? new CometApiException(CometErrorKind.InvalidResponse, "The response contains no image.");
        return error.With(response.RequestId, mayHaveBeenCharged: readError?.Kind != CometErrorKind.InvalidBaseUri);
    }
}
