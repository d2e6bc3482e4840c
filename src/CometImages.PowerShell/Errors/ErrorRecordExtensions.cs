using System.Management.Automation;

namespace CometImages.PowerShell.Errors;

/// <summary>Converts the core's errors to PowerShell's.</summary>
static partial class ErrorRecordExtensions
{
    /// <param name="error">The error.</param>
    /// <param name="target">What is missing: a request, or an image that was generated but couldn't be written.</param>
    /// <param name="subject">What the error is about, as the start of its message, or null.</param>
    public static ErrorRecord ToErrorRecord(this CometApiException error, object? target, string? subject = null)
    {
        string message = error.GetMessage(includeRecommendedAction: false);
        AppendRecommendedAction(error, ref message);
        message = subject is null ? message : $"{subject}: {message}";
        return new ErrorRecord(error, "CometApi." + error.Kind, GetCategory(error.Kind), target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = error.RecommendedAction },
        };
    }

    /// <summary>Gets PowerShell's category of a kind of error.</summary>
    public static ErrorCategory GetCategory(CometErrorKind kind) => kind switch
    {
        CometErrorKind.ApiKeyMissing or CometErrorKind.Unauthorized => ErrorCategory.AuthenticationError,
        CometErrorKind.Forbidden => ErrorCategory.PermissionDenied,
        CometErrorKind.InvalidRequest or CometErrorKind.ContentRejected => ErrorCategory.InvalidArgument,
        CometErrorKind.RateLimited or CometErrorKind.PayloadTooLarge => ErrorCategory.LimitsExceeded,
        CometErrorKind.QuotaExceeded or CometErrorKind.BudgetReached => ErrorCategory.QuotaExceeded,
        CometErrorKind.ServerError or CometErrorKind.InvalidBaseUri or CometErrorKind.InvalidResponse => ErrorCategory.ProtocolError,
        CometErrorKind.Timeout => ErrorCategory.OperationTimeout,
        CometErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        CometErrorKind.InvalidImage => ErrorCategory.InvalidData,
        CometErrorKind.UrlExpired => ErrorCategory.ResourceUnavailable,
        CometErrorKind.FileExists => ErrorCategory.ResourceExists,
        CometErrorKind.WriteFailed => ErrorCategory.WriteError,
        CometErrorKind.RemotePath or CometErrorKind.ModelNotFound => ErrorCategory.ObjectNotFound,
    };

    // PowerShell 7 shows the recommended action on a line of its own.
    static partial void AppendRecommendedAction(CometApiException error, ref string message);
}
