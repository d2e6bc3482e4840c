using System.Management.Automation;
using System.Runtime.InteropServices;
using CometImages.PowerShell.Commands;
using CometImages.PowerShell.Errors;
using CometImages.PowerShell.Pipeline;

namespace CometImages.PowerShell.Requests;

/// <summary>
/// Buys what one invocation asks for, and hands on what came: pictures and errors in the order of the input. What had arrived and could
/// not be handed on, because the pipeline ended, is recorded in the spool.
/// </summary>
sealed class PurchaseDesk : IDisposable
{
    static readonly TimeSpan s_longestGoodbye = TimeSpan.FromMilliseconds(800);

    readonly CometCommand _command;
    readonly CancellationToken _stopped;
    readonly OrderedWork<PurchaseOutcome> _work;
    readonly RequestGate _gate;
    readonly RunProgress _progress;
    readonly HashSet<string> _files = new(FilesIgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    readonly Queue<CometImage> _arriving = new();
    CometClient? _client;

    public PurchaseDesk(CometCommand command, int limit, int? total, CancellationToken stopped)
    {
        _command = command;
        _stopped = stopped;
        _gate = new RequestGate(limit);
        _progress = new RunProgress(command, "New-CometImage", total);
        _work = new OrderedWork<PurchaseOutcome>(command, limit, HandOn, _progress, stopped);
    }

    public bool IsOpen => _client is not null;

    static bool FilesIgnoreCase => !RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <exception cref="CometApiException">There is no key, or the base URL is none.</exception>
    public void Open(Func<RequestGate, CometClient> connect) => _client = connect(_gate);

    /// <exception cref="CometApiException">Another row of this invocation has one of these names.</exception>
    public void ClaimFiles(IEnumerable<string> files)
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

    public void Buy(Purchase purchase)
    {
        long turn = _gate.TakeTurn();
        _work.Add(() => BuyAsync(purchase, turn));
    }

    public void Warn(string text) => _work.Warn(text);

    /// <summary>Hands on files that were there already, in their place in the order.</summary>
    public void HandOn(IReadOnlyList<CometImage> existing)
    {
        if (existing.Count > 0)
        {
            _work.AddResult(new PurchaseOutcome { Images = existing });
        }
    }

    /// <summary>Hands on the error of a row that cannot be bought, in its place in the order.</summary>
    public void Refuse(CometApiException error, PictureRow row) =>
        _work.AddResult(new PurchaseOutcome { Failures = [(error, row.Missing(row.CountOrDefault, row.OutFile))] });

    public void Complete()
    {
        _work.Complete();
        _progress.Complete();
        _command.WriteInformation(_progress.Summary, ["CometImages", "Summary"]);
    }

    /// <summary>Called when the pipeline has ended in whichever way; everything was told to stop already.</summary>
    public void Dispose()
    {
        IEnumerable<CometImage> unclaimed = _arriving.Concat(_work.TakeUnwritten(s_longestGoodbye).SelectMany(outcome => outcome.Arrived));
        foreach (CometImage image in unclaimed)
        {
            _client!.Spool.RecordUnclaimed(image);
        }

        _arriving.Clear();
        _work.Dispose();
    }

    async Task<PurchaseOutcome> BuyAsync(Purchase purchase, long turn)
    {
        try
        {
            TransferReporter reporter = new(_work.Mailbox, _work.Warn, _progress, purchase.Title);
            ImageAnswer answer = await _client!.GenerateAsync(purchase.Request, purchase.Output, turn, reporter, _stopped);
            return new PurchaseOutcome
            {
                Images = answer.Images,
                Failures = [.. answer.Failures.Where(failure => failure.IsLoss).Select(failure => (failure.Error, Target(purchase, failure)))],
                Warnings = [.. answer.Failures.Where(failure => !failure.IsLoss).Select(failure => $"{purchase.Title}: {failure.Error.Message}")],
                IsBought = true,
            };
        }
        catch (CometApiException e)
        {
            return new PurchaseOutcome { Failures = [(e, purchase.Row.Missing(purchase.Request.Count ?? 1, purchase.Output.Files))] };
        }
        catch (OperationCanceledException)
        {
            return new PurchaseOutcome();
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the pipeline's thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new PurchaseOutcome { Defect = e };
        }
    }

    // What is still missing: a picture to save, or pictures to buy.
    static object Target(Purchase purchase, ImageFailure failure) =>
        failure.Image ?? (object)purchase.Row.Missing(failure.MissingCount, failure.MissingFiles);

    void HandOn(PurchaseOutcome outcome)
    {
        if (outcome.Defect is { } defect)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(defect).Throw();
        }

        Count(outcome);
        foreach (CometImage arrived in outcome.Arrived)
        {
            _arriving.Enqueue(arrived);
        }

        foreach (CometImage image in outcome.Images)
        {
            if (outcome.IsBought)
            {
                // Before the picture is claimed: a warning may end the pipeline.
                WarnOfAnotherType(image);
            }

            Claim(outcome);
            _command.WriteObject(image);
        }

        foreach (string warning in outcome.Warnings)
        {
            Warn(warning);
        }

        foreach ((CometApiException error, object target) in outcome.Failures)
        {
            if (_command.ErrorsStop)
            {
                // What is under way was paid for: it is finished and kept before the error leaves. The wait may be ended, so its picture is claimed after it.
                _work.Settle();
            }

            if (target is CometImage)
            {
                Claim(outcome);
            }

            _command.WriteError(ErrorRecords.Of(error, target));
        }
    }

    void Count(PurchaseOutcome outcome)
    {
        RunSummary summary = _progress.Summary;
        summary.Made += outcome.IsBought ? outcome.Images.Count : 0;
        summary.Skipped += outcome.IsBought ? 0 : outcome.Images.Count;
        summary.Failed += outcome.Failures.Count;
        foreach (CometImage arrived in outcome.Arrived)
        {
            summary.CountTokens(arrived);
        }
    }

    // From here on the picture is the pipeline's; one that is being stopped takes nothing any more.
    void Claim(PurchaseOutcome outcome)
    {
        if (_command.Stopping)
        {
            throw new PipelineStoppedException();
        }

        if (outcome.IsBought)
        {
            _arriving.Dequeue();
        }
    }

    // The name is what tomorrow's -SkipExisting looks for, so it stays.
    void WarnOfAnotherType(CometImage image)
    {
        if (image.Path is { } path && PictureFormat.OfName(path) is { } named && PictureFormat.OfFile(path) is { } real && named != real)
        {
            Warn($"'{path}' is a {real} picture, whatever its name says.");
        }
    }
}
