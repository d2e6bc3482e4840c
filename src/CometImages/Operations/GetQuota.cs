using System.Globalization;
using System.Text.Json;
using CometImages.Errors;
using CometImages.Models;
using CometImages.Pipeline;
using CometImages.Transport;

namespace CometImages.Operations;

/// <summary>
/// Gets the balance of the account and of its API keys. The query of the URL contains the API key, so no message contains the query.
/// </summary>
/// <param name="endpoint">The base URL.</param>
/// <param name="apiKey">The API key.</param>
/// <param name="days">The first and the last day to get the use of, or null.</param>
sealed class GetQuota(ApiEndpoint endpoint, string apiKey, (DateTime First, DateTime Last)? days) : ApiOperation<AccountQuota>
{
    const int MaxBodyBytes = 16 << 20;

    public override string Activity => "Reading the balance";

    public override string ContentName => "The complete balance";

    public override HttpRequestMessage CreateRequest()
    {
        string query = "?key=" + Uri.EscapeDataString(apiKey);
        string dates = days is var (first, last)
            ? string.Format(CultureInfo.InvariantCulture, "&start_date={0:yyyy-MM-dd}&end_date={1:yyyy-MM-dd}", first, last)
            : string.Empty;
        return new(HttpMethod.Get, endpoint.QuotaUri + query + dates);
    }

    public override async Task<AccountQuota> ReadAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        try
        {
            await response.EnsureSuccessAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e) when (e.Kind == CometErrorKind.InvalidBaseUri || e.StatusCode == 404)
        {
            throw CreateError(response, CometErrorKind.InvalidBaseUri, $"'{endpoint.QuotaUri}' doesn't return a balance");
        }

        using Stream body = await response.OpenBodyAsync(cancellationToken).ConfigureAwait(false);
        byte[] json = await body.ReadUpToAsync(MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        return Parse(json) ?? throw CreateError(response, ApiErrorBody.Parse(json));
    }

    // The text of a JSON exception can contain names in the response, so it isn't kept.
    static AccountQuota? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ApiJsonContext.Default.AccountQuota) is { TotalQuota: not null } quota ? quota : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The errors of this route aren't documented. One with status code 200 is most likely about the API key.
    CometApiException CreateError(ApiResponse response, ApiErrorBody body) =>
        ErrorResponseParser.Sanitize(body.Message, apiKey).TrimEnd('.') is { Length: > 0 } message && !body.IsForeign
            ? CreateError(response, ErrorCodes.GetKind(body) ?? CometErrorKind.Unauthorized, $"The response is an error and not a balance: {message}")
            : CreateError(response, CometErrorKind.InvalidBaseUri, $"The response of '{endpoint.QuotaUri}' isn't a balance");

    static CometApiException CreateError(ApiResponse response, CometErrorKind kind, string detail) => new(
        kind,
        FormattableString.Invariant($"{detail} (HTTP status {(int)response.StatusCode})."),
        kind == CometErrorKind.InvalidBaseUri ? "Check COMETAPI_BASE_URL or -BaseUri. Not every service reports the balance." : null)
    {
        StatusCode = (int)response.StatusCode,
        RequestId = response.RequestId,
    };
}
