using CometImages.Images;
using CometImages.Models;
using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>Creates the images of a response, downloads URLs whose images have destinations, and determines what is missing.</summary>
sealed class ImageResultBuilder
{
    // The last second that DateTimeOffset can represent.
    const long MaxUnixSeconds = 253402300799;

    readonly ImageGenerationRequest _request;
    readonly Lazy<ImageGenerationRequest> _recordedRequest;
    readonly ImageOutputOptions _output;
    readonly ImageResponse _response;
    readonly DateTime _created;
    readonly List<(CometImage? Image, CometApiException? Error)> _items = [];

    public ImageResultBuilder(
        ImageGenerationRequest request, ImageOutputOptions output, ImageResponse response, RequestCost? cost, TimeProvider clock)
    {
        _request = request;
        _recordedRequest = new Lazy<ImageGenerationRequest>(() => request);
        _output = output;
        _response = response;
        _created = GetCreated(clock);
        ImageUsage? usage = response.State.Usage;
        foreach (ImageResponseItem item in response.State.Items)
        {
            CometImage? image = item.IsReceived ? CreateImage(item, _items.Count, usage, cost) : null;
            (usage, cost) = image is null ? (usage, cost) : default;
            _items.Add((image, item.File?.PlacementError ?? item.Error));
        }
    }

    public IEnumerable<CometImage> ReceivedImages => _items.Where(item => item.Image is not null).Select(item => item.Image!);

    /// <param name="download">Downloads a URL to the destination of the image with this index, from 0.</param>
    public async Task<ImageGenerationResult> BuildAsync(Func<string, int, Task<ImageFileWriter>> download)
    {
        List<CometImage> images = [];
        List<ImageGenerationFailure> failures = [];
        for (int i = 0; i < _items.Count; i++)
        {
            if (_items[i].Image is not { } image)
            {
                continue;
            }

            CometApiException? error = _items[i].Error;
            if (error is null && image.Path is null && i < _output.Files.Count)
            {
                error = await DownloadAsync(image, i, download).ConfigureAwait(false);
            }

            if (error is null)
            {
                images.Add(image);
            }
            else
            {
                failures.Add(new ImageGenerationFailure { Error = error.With(_response.RequestId), Image = image });
            }
        }

        if (FindMissing() is { } missing)
        {
            failures.Add(missing);
        }

        if (FindAdditional() is { } additional)
        {
            failures.Add(additional);
        }

        return new ImageGenerationResult { Images = images, Failures = failures };
    }

    static async Task<CometApiException?> DownloadAsync(CometImage image, int index, Func<string, int, Task<ImageFileWriter>> download)
    {
        try
        {
            ImageFileWriter file = await download(image.Url!, index).ConfigureAwait(false);
            image.SetFile(file.Path!, file.Details);
            return file.PlacementError;
        }
        catch (CometApiException e)
        {
            return e;
        }
    }

    ImageGenerationFailure? FindMissing()
    {
        int expected = Math.Max(_request.Count ?? 1, _items.Count);
        List<int> missing = [.. Enumerable.Range(0, expected).Where(i => i >= _items.Count || _items[i].Image is null)];
        if (missing.Count == 0)
        {
            return _response.ReadError is null ? null : CreateTrailingErrorWarning(_response.ReadError);
        }

        CometApiException error = _response.ReadError
            ?? _items.Select(item => item.Image is null ? item.Error : null).FirstOrDefault(e => e is not null)
            ?? new CometApiException(
                CometErrorKind.InvalidResponse,
                FormattableString.Invariant($"The response lacks {missing.Count} of the {expected} requested images."));
        return new ImageGenerationFailure
        {
            Error = error.With(_response.RequestId, mayHaveBeenCharged: true),
            MissingCount = missing.Count,
            MissingFiles = [.. missing.Where(i => i < _output.Files.Count).Select(i => _output.Files[i])],
        };
    }

    ImageGenerationFailure? FindAdditional()
    {
        int requested = _request.Count ?? 1;
        string[] additional = _items.Count <= requested ? [] : [.. ReceivedImages.Skip(requested).Select(image => $"'{image}'")];
        return additional.Length == 0 ? null : CreateWarning(
            CometErrorKind.InvalidResponse,
            FormattableString.Invariant($"The response contains {requested + additional.Length} images. ") +
            FormattableString.Invariant($"The requested number is {requested}. The additional images are {string.Join(", ", additional)}."),
            "The output contains all of them.");
    }

    ImageGenerationFailure CreateTrailingErrorWarning(CometApiException readError) => CreateWarning(
        readError.Kind, $"{readError.Detail} All requested images were received before this error.", "Nothing is missing.", readError);

    ImageGenerationFailure CreateWarning(
        CometErrorKind kind, string detail, string recommendedAction, CometApiException? innerException = null) => new()
        {
            Error = new CometApiException(kind, detail, recommendedAction, innerException) { RequestId = _response.RequestId },
        };

    // The usage and the cost belong to the whole response, so they're part of one image only.
    CometImage CreateImage(ImageResponseItem item, int index, ImageUsage? usage, RequestCost? cost)
    {
        ImageResponseState state = _response.State;
        CometImage image = new()
        {
            Created = _created,
            Model = state.GetText(ResponseProperty.Model) ?? _request.Model,
            Prompt = _request.Prompt,
            RevisedPrompt = item.RevisedPrompt,
            SourceImage = _request.Images.Count == 0 ? null : _request.Images[0].Location,
            Url = item.File is null ? item.Url : null,
            OutFile = index < _output.Files.Count ? _output.Files[index] : null,
            Index = _output.GetIndex(index),
            Size = item.Size ?? state.GetText(ResponseProperty.Size) ?? _request.Values.Get(RequestField.Size),
            Quality = state.GetText(ResponseProperty.Quality) ?? _request.Values.Get(RequestField.Quality),
            Background = state.GetText(ResponseProperty.Background) ?? _request.Values.Get(RequestField.Background),
            OutputFormat = state.GetText(ResponseProperty.OutputFormat) ?? _request.Values.Get(RequestField.OutputFormat),
            InputTokens = usage?.InputTokens,
            OutputTokens = usage?.OutputTokens,
            TotalTokens = usage?.TotalTokens,
            Cost = cost?.Amount,
            CostBasis = cost?.Basis,
            RequestId = _response.RequestId,
            Request = _recordedRequest,
        };
        if (item.File is { } file)
        {
            image.SetFile(file.Path!, file.Details);
        }

        return image;
    }

    DateTime GetCreated(TimeProvider clock) =>
        _response.State.GetNumber(ResponseProperty.Created) is { } seconds and > 0 and <= MaxUnixSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime
            : clock.GetLocalNow().LocalDateTime;
}
