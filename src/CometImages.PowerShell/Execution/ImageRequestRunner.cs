using CometImages.Images;
using CometImages.PowerShell.Planning;
using CometImages.Storage;

namespace CometImages.PowerShell.Execution;

/// <summary>Sends the image requests of one command, and delivers images and errors in the order of the input.</summary>
/// <param name="host">The cmdlet.</param>
/// <param name="activity">The title of the progress bar.</param>
/// <param name="throttleLimit">The maximum number of requests in flight.</param>
/// <param name="total">The number of images, or null if only the pipeline knows.</param>
/// <param name="getClient">Gets the client, which isn't created before a request is to be sent.</param>
/// <param name="cancellationToken">Canceled when the pipeline is stopped or has ended.</param>
sealed class ImageRequestRunner(
    ICmdletHost host,
    string activity,
    int throttleLimit,
    int? total,
    Func<CometClient> getClient,
    CancellationToken cancellationToken) : IDisposable
{
    readonly CmdletTaskRunner _runner = new(host, activity, throttleLimit, total, new Spool(), cancellationToken);

    public void Submit(PlannedRequest request)
    {
        CometClient client = getClient();
        long ticket = client.ReserveTicket();
        _runner.Enqueue(() => GenerateAsync(client, request, ticket));
    }

    public void Warn(string text) => _runner.Warn(text);

    /// <summary>Delivers images whose files exist already.</summary>
    public void WriteExisting(IReadOnlyList<CometImage> images)
    {
        if (images.Count > 0)
        {
            _runner.EnqueueOutcome(new GenerationOutcome { Images = WithoutWarnings(images), ExistingImages = images });
        }
    }

    /// <summary>Delivers the error of an input for which no request is sent.</summary>
    public void EnqueueFailure(CometApiException error, ImageRequestInput input) =>
        _runner.EnqueueOutcome(new GenerationOutcome { Failures = [(error, input.ToRetryObject(input.CountOrDefault, input.OutFile))] });

    public void Complete()
    {
        _runner.Complete();
        host.WriteInformation(_runner.Summary, ["CometImages", "Summary"]);
    }

    public void Dispose() => _runner.Dispose();

    async Task<TaskOutcome> GenerateAsync(CometClient client, PlannedRequest request, long ticket)
    {
        try
        {
            IProgress<TransferProgress> progress = _runner.CreateReporter(request.DisplayName, request.Description);
            ImageGenerationResult result = await client.GenerateAsync(request.Request, request.Output, ticket, progress, cancellationToken);
            CometImage[] existing =
            [
                .. result.ExistingPositions.Select(position => RequestPlanner.CreateExistingImage(
                    request.Input, request.Output.GetIndex(position), request.Output.Files[position])),
            ];
            ILookup<bool, ImageGenerationFailure> failures = result.Failures.ToLookup(failure => failure.IsError);
            return new GenerationOutcome
            {
                ExistingImages = existing,
                InProgressCount = result.InProgressPositions.Count,
                Images =
                [
                    .. WithoutWarnings(existing),
                    .. result.Images.Select(image => (image, ImageExpectation.GetWarnings(request.Request, image))),
                ],
                Details =
                [
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
            return new GenerationOutcome { Failures = [(e, target)] };
        }
    }

    static (CometImage Image, IReadOnlyList<string> Warnings)[] WithoutWarnings(IEnumerable<CometImage> images) =>
        [.. images.Select(image => (image, (IReadOnlyList<string>)[]))];

    // What is missing: an image that pipes to Save-CometImage, or a request that pipes back.
    static object? GetTarget(PlannedRequest request, ImageGenerationFailure failure) =>
        failure.Image ?? (object)request.Input.ToRetryObject(failure.MissingCount, failure.MissingFiles);
}
