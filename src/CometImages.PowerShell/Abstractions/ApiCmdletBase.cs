using System.Management.Automation;
using System.Net;
using System.Security;
using CometImages.PowerShell.Binding;

namespace CometImages.PowerShell.Abstractions;

/// <summary>A command that talks to the API: its key and its address. A parameter wins over the environment, and that over the default.</summary>
public abstract class ApiCmdletBase : NetworkCmdletBase
{
    const string KeyVariable = "COMETAPI_KEY";
    const string BaseUriVariable = "COMETAPI_BASE_URL";

    /// <summary>The API key: a SecureString, a PSCredential (its password) or a string. Default: the environment variable COMETAPI_KEY.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The API's base URL, /v1 included. Default: the environment variable COMETAPI_BASE_URL, then https://api.cometapi.com/v1.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <param name="throttleLimit">How many generations may be under way at once; null for what needs no key.</param>
    /// <exception cref="CometApiException">There is no key, or the base URL is none.</exception>
    private protected CometClient CreateClient(int? throttleLimit) => new(new CometClientOptions
    {
        ApiKey = throttleLimit is null ? null : GetApiKey() ?? throw new CometApiException(CometErrorKind.ApiKeyMissing, "There is no API key."),
        BaseUri = BaseUri ?? GetBaseUriFromEnvironment() ?? CometClientOptions.DefaultBaseUri,
        IdleTimeout = IdleTimeout,
        MaximumRetryCount = MaximumRetryCount,
        ThrottleLimit = throttleLimit,
        Proxy = Proxy,
        ProxyCredential = ProxyNetworkCredential,
    });

    string? GetApiKey() => ApiKey is { Length: > 0 } key
        ? new NetworkCredential(string.Empty, key).Password.Trim()
        : Environment.GetEnvironmentVariable(KeyVariable)?.Trim() is { Length: > 0 } variable ? variable : null;

    static Uri? GetBaseUriFromEnvironment() => Environment.GetEnvironmentVariable(BaseUriVariable)?.Trim() is { Length: > 0 } text
        ? Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : throw new CometApiException(CometErrorKind.InvalidBaseUri, $"'{text}' is no base URL.")
        : null;
}
