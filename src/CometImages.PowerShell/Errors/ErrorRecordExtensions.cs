using System.Management.Automation;

namespace CometImages.PowerShell.Errors;

/// <summary>The one place where the core's errors become PowerShell's.</summary>
static class ErrorRecordExtensions
{
    static readonly Dictionary<CometErrorKind, ErrorCategory> s_categories = new()
    {
        [CometErrorKind.ApiKeyMissing] = ErrorCategory.AuthenticationError,
        [CometErrorKind.Unauthorized] = ErrorCategory.AuthenticationError,
        [CometErrorKind.Forbidden] = ErrorCategory.PermissionDenied,
        [CometErrorKind.InvalidRequest] = ErrorCategory.InvalidArgument,
        [CometErrorKind.ContentRejected] = ErrorCategory.InvalidArgument,
        [CometErrorKind.RateLimited] = ErrorCategory.LimitsExceeded,
        [CometErrorKind.QuotaExceeded] = ErrorCategory.QuotaExceeded,
        [CometErrorKind.ServerError] = ErrorCategory.ProtocolError,
        [CometErrorKind.InvalidBaseUri] = ErrorCategory.ProtocolError,
        [CometErrorKind.InvalidResponse] = ErrorCategory.ProtocolError,
        [CometErrorKind.Timeout] = ErrorCategory.OperationTimeout,
        [CometErrorKind.ConnectionFailed] = ErrorCategory.ConnectionError,
        [CometErrorKind.InvalidImage] = ErrorCategory.InvalidData,
        [CometErrorKind.UrlExpired] = ErrorCategory.ResourceUnavailable,
        [CometErrorKind.FileExists] = ErrorCategory.ResourceExists,
        [CometErrorKind.WriteFailed] = ErrorCategory.WriteError,
        [CometErrorKind.RemotePath] = ErrorCategory.ObjectNotFound,
    };

    /// <param name="error">What went wrong.</param>
    /// <param name="target">What is still missing.</param>
    public static ErrorRecord Of(CometApiException error, object? target) =>
        new(error, "CometApi." + error.Kind, s_categories[error.Kind], target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction },
        };
}
