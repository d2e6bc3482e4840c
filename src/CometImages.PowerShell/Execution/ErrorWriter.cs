using System.Management.Automation;
using CometImages.Errors;
using CometImages.Models;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;
using CometImages.PowerShell.Settings;
using CometImages.Text;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Creates the error records of one command. A message starts with what it's about. A cause that several inputs share is described once,
/// and the other records refer to the first one.
/// </summary>
sealed class ErrorWriter
{
    readonly Dictionary<(CometErrorKind Kind, string Detail), string?> _firstSubjects = [];

    public ErrorRecord Create(CometApiException error, object? target)
    {
        string? subject = GetSubject(target);

        // The same failure has another request ID for each request.
        string detail = RequestIdParser.FromMessage(error.Detail) is { } id ? error.Detail.Replace(id, string.Empty) : error.Detail;
        if (!_firstSubjects.TryGetValue((error.Kind, detail), out string? first))
        {
            _firstSubjects.Add((error.Kind, detail), subject);
            return error.ToErrorRecord(target, subject);
        }

        string reference = first is null ? "an earlier error" : $"'{first}'";
        ErrorRecord record = error.ToErrorRecord(target, subject);
        record.ErrorDetails = new ErrorDetails($"{(subject is null ? string.Empty : subject + ": ")}The cause is the same as for {reference}.");
        return record;
    }

    static string? GetSubject(object? target)
    {
        (string? model, string? prompt, string? file) = target switch
        {
            CometImage image => (image.Model, image.Prompt, image.OutFile),
            PSObject retry when retry.TypeNames[0] == ImageRequestInput.RetryTypeName => (
                Get(retry, nameof(RequestField.Model)) ?? EnvironmentVariables.Model ?? KnownImageModels.Default.Id,
                Get(retry, nameof(RequestField.Prompt)),
                Get(retry, "OutFile")),
            _ => default,
        };
        return prompt is null ? null : $"{model}: {prompt.Truncate()}{(file is null ? string.Empty : $" ({Path.GetFileName(file)})")}";
    }

    // The first of several files stands for all.
    static string? Get(PSObject retry, string name) => retry.Properties[name]?.Value switch
    {
        string[] files => files.FirstOrDefault(),
        object value => value.ToString(),
        null => null,
    };
}
