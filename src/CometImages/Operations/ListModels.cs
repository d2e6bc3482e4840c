using System.Text.Json;
using CometImages.Models;
using CometImages.Pipeline;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>Lists the models of CometAPI's public catalog.</summary>
sealed class ListModels(ApiEndpoint endpoint) : ApiOperation<IReadOnlyList<CatalogModel>>
{
    const int MaxBodyBytes = 16 << 20;

    public override string Activity => "Reading the model catalog";

    public override string ContentName => "The complete catalog";

    public override HttpRequestMessage CreateRequest() => new(HttpMethod.Get, endpoint.CatalogUri);

    public override async Task<IReadOnlyList<CatalogModel>> ReadAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        using Stream body = await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            byte[] json = await body.ReadUpToAsync(MaxBodyBytes, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(json, ApiJsonContext.Default.CatalogResponse)?.Data ?? [];
        }
        catch (JsonException e)
        {
            throw new CometApiException(CometErrorKind.InvalidBaseUri, "The response isn't a catalog of models.", innerException: e);
        }
    }
}
