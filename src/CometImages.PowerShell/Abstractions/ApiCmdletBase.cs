using System.Management.Automation;
using System.Net;
using System.Security;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Settings;

namespace CometImages.PowerShell.Abstractions;

/// <summary>The base class of cmdlets that use the API. A parameter takes precedence over an environment variable.</summary>
public abstract class ApiCmdletBase : NetworkCmdletBase
{
    /// <summary>Specifies the API key as a SecureString, a PSCredential (its password), or a string. Default: COMETAPI_KEY.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>Specifies the base URL of the API, including /v1. Default: COMETAPI_BASE_URL, or https://api.cometapi.com/v1.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Gets the base URL, or null for the default.</summary>
    /// <exception cref="CometApiException">The environment variable doesn't contain a URL.</exception>
    private protected Uri? GetBaseUri()
    {
        if (BaseUri is not null || EnvironmentVariables.BaseUri is not { } text)
        {
            return BaseUri;
        }

        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri)
            ? uri
            : throw new CometApiException(CometErrorKind.InvalidBaseUri, $"The base URL '{text}' isn't a valid URL.");
    }

    /// <summary>Waits for an operation. Its error is a terminating error.</summary>
    private protected T WaitFor<T>(Func<Task<T>> operation)
    {
        try
        {
            return operation().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (CometApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(null));
            throw;
        }
    }

    /// <exception cref="CometApiException">No API key is specified.</exception>
    private protected string GetApiKey() =>
        (ApiKey is { Length: > 0 } key ? new NetworkCredential(string.Empty, key).Password.Trim() : EnvironmentVariables.ApiKey)
        ?? throw new CometApiException(CometErrorKind.ApiKeyMissing, "No API key was specified.");
}
