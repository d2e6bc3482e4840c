using System.Diagnostics;
using CometImages.History;
using CometImages.Images;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Execution;

/// <summary>Sends the image requests of one command, and delivers images and errors.</summary>
/// <param name="host">The cmdlet.</param>
/// <param name="activity">The title of the progress bar.</param>
/// <param name="throttleLimit">The maximum number of requests in flight.</param>
/// <param name="total">The number of images, or null if only the pipeline knows.</param>
/// <param name="asCompleted">Whether images are delivered as they complete, and not in the order of the input.</param>
/// <param name="getClient">Gets the client, which isn't created before a request is to be sent.</param>
/// <param name="history">Records the requests.</param>
/// <param name="cancellationToken">Canceled when the pipeline is stopped or has ended.</param>
sealed class ImageRequestRunner(
    ICmdletHost host,
    string activity,
    int throttleLimit,
    int? total,
    bool asCompleted,
    Func<CometClient> getClient,
    RequestHistory history,
    CancellationToken cancellationToken) : IDisposable
{
    readonly CmdletTaskRunner _runner = new(host, activity, throttleLimit, total, asCompleted, history, cancellationToken);
    bool _hasStarted;

    public void Submit(PlannedRequest request)
    {
        CometClient client = getClient();
        if (!_hasStarted)
        {
            _hasStarted = true;
            ReportStoppedCommands();
        }

        long ticket = client.ReserveTicket();
        _runner.Enqueue(() => GenerateAsync(client, request, ticket));
    }

    public void Warn(string text) => _runner.Warn(text);

    /// <summary>Delivers images whose files exist already.</summary>
    public void WriteExisting(IReadOnlyList<CometImage> images)
    {
        if (images.Count > 0)
        {
            _runner.EnqueueOutcome(new GenerationOutcome
            {
                Images = WithoutWarnings(images),
                ExistingImages = images,
                Details = [.. images.Select(OutcomeDetails.DescribeExisting)],
            });
        }
    }

    /// <summary>Delivers the error of an input for which no request is sent.</summary>
    public void EnqueueFailure(CometApiException error, object? target) =>
        _runner.EnqueueOutcome(new GenerationOutcome { Failures = [(error, target)] });

    /// <summary>Counts an input whose error was written already or is written by PowerShell.</summary>
    public void CountFailure() => _runner.Summary.Failed++;

    public void Complete()
    {
        _runner.Complete();
        host.WriteInformation(_runner.Summary, ["CometImages", "Summary"]);
    }

    public void Dispose() => _runner.Dispose();

    // A notice about another command isn't a reason to end this one.
    void ReportStoppedCommands()
    {
        Action<string> report = host.IsWarningActionStop ? host.WriteVerbose : host.WriteWarning;
        ILookup<HistoryNotice, HistoryNotice> notices = history.Folder.TakeNotices();
        if (notices[HistoryNotice.RequestInDoubt].Count() is > 0 and var requestCount)
        {
            report($"Requests of stopped commands may have been made and charged ({requestCount}). "
                + "To list them, run: Get-CometImageHistory -Status InDoubt");
        }

        if (notices[HistoryNotice.UndeliveredImage].Count() is > 0 and var imageCount)
        {
            report($"Images of stopped commands weren't delivered ({imageCount}). "
                + "To save them, run: (Get-CometImageHistory).UndeliveredImages | Save-CometImage");
        }
    }

    async Task<TaskOutcome> GenerateAsync(CometClient client, PlannedRequest request, long ticket)
    {
        try
        {
            IProgress<TransferProgress> progress = _runner.CreateReporter(request.DisplayName, request.Description);
            Stopwatch clock = Stopwatch.StartNew();
            ImageGenerationResult result = await client.GenerateAsync(request.Request, request.Output, ticket, progress, cancellationToken);
            foreach (CometImage image in result.Images.Concat(result.Failures.Select(failure => failure.Image).OfType<CometImage>()))
            {
                RowColumns.AddTo(image, request.Input.OtherColumns);
            }

            CometImage[] existing =
            [
                .. result.ExistingPositions.Select(position => RequestPlanner.CreateExistingImage(
                    request.Input, request.Output.GetIndex(position), request.Output.Files[position])),
            ];
            ILookup<bool, ImageGenerationFailure> failures = result.Failures.ToLookup(failure => failure.IsError);
            return new GenerationOutcome
            {
                ExistingImages = existing,
                IsCostRequested = client.CalculatesCost,
                InProgressCount = result.InProgressPositions.Count,
                Images =
                [
                    .. WithoutWarnings(existing),
                    .. result.Images.Select(image => (image, ImageExpectation.GetWarnings(request.Request, image))),
                ],
                Details =
                [
                    OutcomeDetails.Describe(request, result.Images, clock.Elapsed),
                    .. result.InProgressPositions.Select(
                        position => $"Skipping '{request.Output.Files[position]}', because another command is creating the file."),
                ],
                Warnings = [.. failures[false].Select(failure => $"{request.DisplayName}: {failure.Error.Message}")],
                Failures = [.. failures[true].Select(failure => (failure.Error, GetTarget(request, failure)))],
            };
        }
        catch (CometApiException e)
        {
            object target = request.Input.ToRetryObject(request.Request.Count ?? 1, request.Output.Files);
            return new GenerationOutcome { IsCostRequested = client.CalculatesCost, Failures = [(e, target)] };
        }
    }

    static (CometImage Image, IReadOnlyList<string> Warnings)[] WithoutWarnings(IEnumerable<CometImage> images) =>
        [.. images.Select(image => (image, (IReadOnlyList<string>)[]))];

    // What is missing: an image that pipes to Save-CometImage, or a request that pipes back.
    static object? GetTarget(PlannedRequest request, ImageGenerationFailure failure) =>
        failure.Image ?? (object)request.Input.ToRetryObject(failure.MissingCount, failure.MissingFiles);
}
