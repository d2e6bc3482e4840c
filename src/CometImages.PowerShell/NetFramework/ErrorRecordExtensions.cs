namespace CometImages.PowerShell.Errors;

static partial class ErrorRecordExtensions
{
    // Windows PowerShell shows the message only.
    static partial void AppendRecommendedAction(CometApiException error, ref string message) => message = error.Message;
}
