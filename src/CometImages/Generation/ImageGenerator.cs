using CometImages.History;
using CometImages.Images;
using CometImages.Models;
using CometImages.Operations;
using CometImages.Pipeline;
using CometImages.Pricing;
using CometImages.Records;
using CometImages.Requests;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Transport;

namespace CometImages.Generation;

/// <summary>Generates images and writes them to their destinations, which are reserved before anything is sent.</summary>
/// <param name="endpoint">The API.</param>
/// <param name="generations">The pipeline of paid requests.</param>
/// <param name="downloader">Downloads images by their URLs.</param>
/// <param name="spool">The spool.</param>
/// <param name="history">Records the requests.</param>
/// <param name="costs">Calculates and limits the costs of the requests, or null.</param>
/// <param name="breaker">Ends all generations after certain errors, or null.</param>
/// <param name="clock">The clock.</param>
sealed class ImageGenerator(
    ApiEndpoint endpoint,
    ApiPipeline generations,
    ImageDownloader downloader,
    Spool spool,
    RequestHistory history,
    RequestCosts? costs,
    CircuitBreaker? breaker,
    TimeProvider clock)
{
    readonly DiskSpaceMonitor _diskSpace = new();

    public async Task<ImageGenerationResult> GenerateAsync(
        ImageGenerationRequest request,
        ImageOutputOptions output,
        long ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        ImageRequestValidator.ValidateRequest(request)?.Throw();
        breaker?.ThrowIfOpen();
        costs?.ThrowIfBudgetReached();
        using ImageDestinationSet destinations = ImageDestinationSet.Reserve(
            output, spool, output.Claim ? history.Describe(request, output.Files) : null);
        if (output.WritesSidecars)
        {
            foreach (string file in destinations.Output.Files)
            {
                Sidecar.ThrowIfOtherFile(file);
            }
        }

        try
        {
            if (!destinations.HasSkipped)
            {
                return await GenerateStorableAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
            }

            return await GenerateRemainingAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false) with
            {
                ExistingPositions = destinations.ExistingPositions,
                InProgressPositions = destinations.InProgressPositions,
            };
        }
        catch (CometApiException e) when (output.SkipExisting && destinations.IsClaimLost && !e.MayHaveBeenCharged)
        {
            return new ImageGenerationResult
            {
                Images = [],
                Failures = [],
                ExistingPositions = destinations.ExistingPositions,
                InProgressPositions = [.. Enumerable.Range(0, output.Files.Count).Except(destinations.ExistingPositions)],
            };
        }
    }

    // The images that aren't skipped are fewer than the requested ones, so an error states which of them are missing.
    async Task<ImageGenerationResult> GenerateRemainingAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> files = destinations.Output.Files;
        try
        {
            return files.Count == 0
                ? new ImageGenerationResult { Images = [], Failures = [] }
                : await GenerateStorableAsync(request.WithCount(files.Count), destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (CometApiException e) when (!destinations.IsClaimLost || e.MayHaveBeenCharged)
        {
            ImageGenerationFailure failure = new() { Error = e, MissingCount = files.Count, MissingFiles = files };
            return new ImageGenerationResult { Images = [], Failures = [failure] };
        }
    }

    // Generates images if there is space for them. After an image that couldn't be stored anywhere, no further request is sent.
    async Task<ImageGenerationResult> GenerateStorableAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        int count = request.Count ?? 1;
        try
        {
            _diskSpace.Enter(destinations.Folders.Append(spool.Folder), count);
            ImageGenerationResult result = await GenerateFromFilesAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
            foreach (ImageGenerationFailure failure in result.Failures)
            {
                breaker?.Record(failure.Error);
            }

            return result;
        }
        catch (CometApiException e)
        {
            breaker?.Record(e);
            throw;
        }
        finally
        {
            _diskSpace.Exit(count, destinations.LargestImage);
        }
    }

    // A form can't contain URLs, so their images are downloaded first and then verified as files are before.
    async Task<ImageGenerationResult> GenerateFromFilesAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (request.Route != ImageRoute.Edits)
        {
            return await SendAsync(request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
        }

        using DownloadedRequest downloaded = await downloader.DownloadSourcesAsync(request, progress, cancellationToken).ConfigureAwait(false);
        if (downloaded.HasFiles && !request.SkipParameterCheck)
        {
            ImageInputValidator.Validate(downloaded.Request)?.Throw();
        }

        return await SendAsync(downloaded.Request, destinations, ticket, progress, cancellationToken).ConfigureAwait(false);
    }

    async Task<ImageGenerationResult> SendAsync(
        ImageGenerationRequest request,
        ImageDestinationSet destinations,
        long ticket,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        using CostEntry? cost = costs is null ? null : await costs.BeginAsync(request, ticket, cancellationToken).ConfigureAwait(false);
        HistoryEntry entry = history.Begin(request, destinations.Output.Files);
        GenerateImages operation = new(endpoint, request, destinations, entry);
        ImageResponse response;
        try
        {
            response = await generations.ExecuteAsync(operation, ticket, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (entry.IsInProgress)
        {
            entry.Interrupt();
            throw;
        }
        catch (CometApiException e)
        {
            cost?.Fail(e, operation.UncertainAttemptCount);
            entry.Fail(e);
            throw;
        }

        RequestCost? amount = cost is null
            ? null
            : await cost.CompleteAsync(response.State.Usage, response.ImageCount, operation.UncertainAttemptCount).ConfigureAwait(false);
        ImageResultBuilder builder = new(request, destinations.Output, response, amount, clock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImageGenerationResult result = await builder.BuildAsync(
                (url, index) => downloader.DownloadAsync(url, destinations.CreateWriter(index), progress, cancellationToken)).ConfigureAwait(false);
            entry.Complete([.. builder.ReceivedImages], result.Failures.FirstOrDefault(failure => failure.MissingCount > 0)?.Error);
            return result with { Failures = [.. result.Failures, .. WriteSidecars(destinations, builder)] };
        }
        catch (OperationCanceledException)
        {
            entry.Complete([.. builder.ReceivedImages], error: null);
            WriteSidecars(destinations, builder);
            foreach (CometImage image in builder.ReceivedImages)
            {
                history.RecordUndelivered(image);
            }

            throw;
        }
    }

    // An image without its sidecar is complete, so the failures are warnings.
    static ImageGenerationFailure[] WriteSidecars(ImageDestinationSet destinations, ImageResultBuilder builder) =>
    [
        .. from image in builder.ReceivedImages
           where destinations.Output.WritesSidecars && image.Path is not null
           let error = Sidecar.TryWrite(image)
           where error is not null
           select new ImageGenerationFailure { Error = error },
    ];
}
