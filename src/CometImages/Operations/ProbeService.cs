using System.Text.Json;
using CometImages.Models;
using CometImages.Pipeline;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>
/// Lists the models of the API key, which costs nothing and shows whether the service accepts the key. The clock is compared with that of
/// every response, also of an error.
/// </summary>
sealed class ProbeService(ApiEndpoint endpoint, TimeProvider clock, bool hasKey) : ApiOperation<IReadOnlyList<string>>
{
    const int MaxBodyBytes = 16 << 20;

    public override Authentication Authentication => hasKey ? Authentication.Bearer : Authentication.None;

    public override string Activity => "Reading the list of models";

    public override string ContentName => "The complete list of models";

    /// <summary>Gets how far this computer's clock is ahead of the service's, or null if no response contained its date.</summary>
    public TimeSpan? ClockSkew { get; private set; }

    public override HttpRequestMessage CreateRequest() => new(HttpMethod.Get, endpoint.ModelsUri);

    public override async Task<IReadOnlyList<string>> ReadAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        ClockSkew = clock.GetUtcNow() - response.Headers.Date;
        try
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e) when (e.Kind == CometErrorKind.InvalidBaseUri || e.StatusCode == 404)
        {
            throw CreateNotApiError(response);
        }

        using Stream body = await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        byte[] json = await body.ReadUpToAsync(MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            ModelListEntry[] models = JsonSerializer.Deserialize(json, ApiJsonContext.Default.ModelList)?.Data ?? throw CreateNotApiError(response);
            return [.. models.Select(model => model.Id)];
        }
        catch (JsonException)
        {
            throw CreateNotApiError(response);
        }
    }

    CometApiException CreateNotApiError(ApiResponse response) => new(
        CometErrorKind.InvalidBaseUri,
        FormattableString.Invariant($"'{endpoint.ModelsUri}' doesn't return a list of models (HTTP status {(int)response.StatusCode})."))
    {
        StatusCode = (int)response.StatusCode,
        RequestId = response.RequestId,
    };
}
