using System.Management.Automation;
using CometImages.Errors;
using CometImages.Models;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.PowerShell.Settings;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Creates the error records of one command. A message starts with what it's about. A cause that several inputs share is described once,
/// and the other records refer to the first one.
/// </summary>
sealed class ErrorWriter
{
    readonly Dictionary<(CometErrorKind Kind, string Detail, bool MayHaveBeenCharged), string?> _firstSubjects = [];

    public ErrorRecord Create(CometApiException error, object? target)
    {
        string? subject = GetSubject(target);

        // The same failure has another request ID for each request.
        string detail = RequestIdParser.FromMessage(error.Detail) is { } id ? error.Detail.Replace(id, string.Empty) : error.Detail;
        (CometErrorKind, string, bool) cause = (error.Kind, detail, error.MayHaveBeenCharged);
        if (!_firstSubjects.TryGetValue(cause, out string? first))
        {
            _firstSubjects.Add(cause, subject);
            return error.ToErrorRecord(target, subject);
        }

        string reference = first is null ? "an earlier error" : $"'{first}'";
        ErrorRecord record = error.ToErrorRecord(target, subject);
        string start = subject is null ? string.Empty : subject + ": ";
        string charge = error.MayHaveBeenCharged ? " The image may have been made and charged." : string.Empty;
        record.ErrorDetails = new ErrorDetails($"{start}The cause is the same as for {reference}.{charge}");
        return record;
    }

    static string? GetSubject(object? target)
    {
        (string? model, string? prompt, string? file) = target switch
        {
            CometImage image => (image.Model, image.Prompt, image.SourceImage ?? image.OutFile),
            PSObject retry when retry.TypeNames[0] == ImageRequestInput.RetryTypeName => (
                Get(retry, nameof(RequestField.Model)) ?? EnvironmentVariables.Model ?? KnownImageModels.Default.Id,
                Get(retry, nameof(RequestField.Prompt)),
                Get(retry, nameof(ImageRequestInput.Image)) ?? Get(retry, nameof(ImageRequestInput.OutFile))),
            _ => default,
        };
        return prompt is null ? null : PlannedRequest.GetDisplayName(model, prompt, file);
    }

    // The first of several files stands for all.
    static string? Get(PSObject retry, string name) => retry.Properties[name]?.Value switch
    {
        string[] files => files.FirstOrDefault(),
        object value => value.ToString(),
        null => null,
    };
}
