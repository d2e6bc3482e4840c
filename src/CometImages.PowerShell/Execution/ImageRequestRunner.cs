using System.Management.Automation;
using System.Runtime.InteropServices;
using CometImages.Images;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Execution;

/// <summary>
/// Buys what one invocation asks for, and hands on what came: pictures and errors in the order of the input. What had arrived and could
/// not be handed on, because the pipeline ended, is recorded in the spool.
/// </summary>
sealed class ImageRequestRunner : IDisposable
{
    static readonly TimeSpan s_shutdownTimeout = TimeSpan.FromMilliseconds(800);

    readonly CometCmdletBase _command;
    readonly CancellationToken _stopped;
    readonly OrderedTaskQueue<GenerationOutcome> _work;
    readonly int _limit;
    readonly BatchProgress _progress;
    readonly HashSet<string> _files = new(FilesIgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    readonly Queue<CometImage> _arriving = new();
    CometClient? _client;

    public ImageRequestRunner(CometCmdletBase command, int limit, int? total, CancellationToken stopped)
    {
        _command = command;
        _stopped = stopped;
        _limit = limit;
        _progress = new BatchProgress(command, "New-CometImage", total);
        _work = new OrderedTaskQueue<GenerationOutcome>(command, limit, WriteResult, _progress, stopped);
    }

    public bool IsConnected => _client is not null;

    static bool FilesIgnoreCase => !RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <exception cref="CometApiException">There is no key, or the base URL is none.</exception>
    public void Connect(Func<int?, CometClient> connect) => _client = connect(_limit);

    /// <exception cref="CometApiException">Another row of this invocation has one of these names.</exception>
    public void ReserveFiles(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            if (!_files.Add(file))
            {
                throw new CometApiException(
                    CometErrorKind.InvalidRequest, $"'{file}' is asked for twice in one run.", "Give each picture a name of its own.");
            }
        }
    }

    public void Submit(PlannedRequest purchase)
    {
        long turn = _client!.ReserveTicket();
        _work.Enqueue(() => GenerateAsync(purchase, turn));
    }

    public void Warn(string text) => _work.Warn(text);

    /// <summary>Hands on files that were there already, in their place in the order.</summary>
    public void WriteExisting(IReadOnlyList<CometImage> existing)
    {
        if (existing.Count > 0)
        {
            _work.EnqueueResult(new GenerationOutcome { Images = existing });
        }
    }

    /// <summary>Hands on the error of a row that cannot be bought, in its place in the order.</summary>
    public void EnqueueFailure(CometApiException error, ImageRequestInput row) =>
        _work.EnqueueResult(new GenerationOutcome { Failures = [(error, row.ToRetryObject(row.CountOrDefault, row.OutFile))] });

    public void Complete()
    {
        _work.Complete();
        _progress.Complete();
        _command.WriteInformation(_progress.Summary, ["CometImages", "Summary"]);
    }

    /// <summary>Called when the pipeline has ended in whichever way; everything was told to stop already.</summary>
    public void Dispose()
    {
        IEnumerable<CometImage> unclaimed = _arriving.Concat(_work.DrainUndelivered(s_shutdownTimeout).SelectMany(outcome => outcome.ReceivedImages));
        foreach (CometImage image in unclaimed)
        {
            _client!.Spool.RecordUndelivered(image);
        }

        _arriving.Clear();
        _work.Dispose();
    }

    async Task<GenerationOutcome> GenerateAsync(PlannedRequest purchase, long turn)
    {
        try
        {
            TransferProgressReporter reporter = new(_work.Messages, _work.Warn, _progress, purchase.DisplayName);
            ImageGenerationResult answer = await _client!.GenerateAsync(purchase.Request, purchase.Output, turn, reporter, _stopped);
            return new GenerationOutcome
            {
                Images = answer.Images,
                Failures = [.. answer.Failures.Where(failure => failure.IsError).Select(failure => (failure.Error, Target(purchase, failure)))],
                Warnings = [.. answer.Failures.Where(failure => !failure.IsError).Select(failure => $"{purchase.DisplayName}: {failure.Error.Message}")],
                IsGenerated = true,
            };
        }
        catch (CometApiException e)
        {
            return new GenerationOutcome { Failures = [(e, purchase.Row.ToRetryObject(purchase.Request.Count ?? 1, purchase.Output.Files))] };
        }
        catch (OperationCanceledException)
        {
            return new GenerationOutcome();
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the pipeline's thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new GenerationOutcome { UnexpectedException = e };
        }
    }

    // What is still missing: a picture to save, or pictures to buy.
    static object Target(PlannedRequest purchase, ImageGenerationFailure failure) =>
        failure.Image ?? (object)purchase.Row.ToRetryObject(failure.MissingCount, failure.MissingFiles);

    void WriteResult(GenerationOutcome outcome)
    {
        if (outcome.UnexpectedException is { } defect)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(defect).Throw();
        }

        Count(outcome);
        foreach (CometImage arrived in outcome.ReceivedImages)
        {
            _arriving.Enqueue(arrived);
        }

        foreach (CometImage image in outcome.Images)
        {
            if (outcome.IsGenerated)
            {
                // Before the picture is claimed: a warning may end the pipeline.
                WarnOnFormatMismatch(image);
            }

            MarkDelivered(outcome);
            _command.WriteObject(image);
        }

        foreach (string warning in outcome.Warnings)
        {
            Warn(warning);
        }

        foreach ((CometApiException error, object target) in outcome.Failures)
        {
            if (_command.IsErrorActionStop)
            {
                // What is under way was paid for: it is finished and kept before the error leaves. The wait may be ended, so its picture is claimed after it.
                _work.WaitForRunningTasks();
            }

            if (target is CometImage)
            {
                MarkDelivered(outcome);
            }

            _command.WriteError(ErrorRecordExtensions.Of(error, target));
        }
    }

    void Count(GenerationOutcome outcome)
    {
        RunSummary summary = _progress.Summary;
        summary.Created += outcome.IsGenerated ? outcome.Images.Count : 0;
        summary.Skipped += outcome.IsGenerated ? 0 : outcome.Images.Count;
        summary.Failed += outcome.Failures.Count;
        foreach (CometImage arrived in outcome.ReceivedImages)
        {
            summary.CountTokens(arrived);
        }
    }

    // From here on the picture is the pipeline's; one that is being stopped takes nothing any more.
    void MarkDelivered(GenerationOutcome outcome)
    {
        if (_command.Stopping)
        {
            throw new PipelineStoppedException();
        }

        if (outcome.IsGenerated)
        {
            _arriving.Dequeue();
        }
    }

    // The name is what tomorrow's -SkipExisting looks for, so it stays.
    void WarnOnFormatMismatch(CometImage image)
    {
        if (image.Path is { } path && ImageFileFormat.FromExtension(path) is { } named && ImageFileFormat.TryDetectFile(path)?.Format is { } real && named != real)
        {
            Warn($"'{path}' is a {real} picture, whatever its name says.");
        }
    }
}
