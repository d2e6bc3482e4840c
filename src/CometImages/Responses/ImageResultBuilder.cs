using CometImages.Images;
using CometImages.Storage;

namespace CometImages.Responses;

/// <summary>Makes the objects of an answer, downloads URLs for which files were asked, and tells what is missing.</summary>
sealed class ImageResultBuilder
{
    readonly ImageGenerationRequest _request;
    readonly ImageOutputOptions _output;
    readonly ImageResponse _response;
    readonly DateTime _created;
    readonly List<(CometImage? Image, CometApiException? Error)> _pictures = [];

    public ImageResultBuilder(ImageGenerationRequest request, ImageOutputOptions output, ImageResponse response, TimeProvider clock)
    {
        _request = request;
        _output = output;
        _response = response;
        _created = Created(clock);
        bool usageIncluded = false;
        foreach (ImageResponseItem picture in response.Document.Items)
        {
            bool came = picture.File is not null || picture.Url is not null;
            CometImage? image = came ? Image(picture, _pictures.Count, includeUsage: !usageIncluded) : null;
            usageIncluded |= came;
            _pictures.Add((image, picture.File?.PlacementError ?? picture.Error));
        }
    }

    /// <summary>The pictures that arrived, wherever they are.</summary>
    public IEnumerable<CometImage> ReceivedImages => _pictures.Where(picture => picture.Image is not null).Select(picture => picture.Image!);

    /// <param name="download">Downloads a URL to the place of the picture with this number, from 0.</param>
    public async Task<ImageGenerationResult> BuildAsync(Func<string, int, Task<ImageFileWriter>> download)
    {
        List<CometImage> images = [];
        List<ImageGenerationFailure> failures = [];
        for (int i = 0; i < _pictures.Count; i++)
        {
            if (_pictures[i].Image is not { } image)
            {
                continue;
            }

            CometApiException? error = _pictures[i].Error;
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

        if (Missing() is { } missing)
        {
            failures.Add(missing);
        }

        return new ImageGenerationResult { Images = images, Failures = failures };
    }

    static async Task<CometApiException?> DownloadAsync(CometImage image, int index, Func<string, int, Task<ImageFileWriter>> download)
    {
        try
        {
            ImageFileWriter file = await download(image.Url!, index).ConfigureAwait(false);
            image.Path = file.Path;
            return file.PlacementError;
        }
        catch (CometApiException e)
        {
            return e;
        }
    }

    ImageGenerationFailure? Missing()
    {
        int expected = Math.Max(_request.Count ?? 1, _pictures.Count);
        List<int> missing = [.. Enumerable.Range(0, expected).Where(i => i >= _pictures.Count || _pictures[i].Image is null)];
        if (missing.Count == 0)
        {
            return _response.ReadError is null ? null : CreateTrailingErrorWarning(_response.ReadError);
        }

        CometApiException error = _response.ReadError
            ?? _pictures.Select(picture => picture.Image is null ? picture.Error : null).FirstOrDefault(e => e is not null)
            ?? new CometApiException(CometErrorKind.InvalidResponse, $"The answer lacks {missing.Count} of the {expected} pictures that were asked for.");
        return new ImageGenerationFailure
        {
            Error = error.With(_response.RequestId, mayHaveBeenCharged: true),
            MissingCount = missing.Count,
            MissingFiles = [.. missing.Where(i => i < _output.Files.Count).Select(i => _output.Files[i])],
        };
    }

    // Everything that was asked for is here, and still somebody should know.
    ImageGenerationFailure CreateTrailingErrorWarning(CometApiException broken) => new()
    {
        Error = new CometApiException(broken.Kind, $"{broken.Detail} Every picture that was asked for had arrived by then.", "Nothing is missing.", broken)
        {
            RequestId = _response.RequestId,
        },
    };

    CometImage Image(ImageResponseItem picture, int index, bool includeUsage)
    {
        ImageResponseState document = _response.Document;
        return new CometImage
        {
            Created = _created,
            Model = document.Text(ResponsePropertyNames.Model) ?? _request.Model,
            Prompt = _request.Prompt,
            RevisedPrompt = picture.RevisedPrompt,
            Url = picture.File is null ? picture.Url : null,
            Path = picture.File?.Path,
            Index = _output.GetIndex(index),
            Size = picture.Size ?? document.Text(ResponsePropertyNames.Size) ?? _request.Size,
            Quality = document.Text(ResponsePropertyNames.Quality) ?? _request.Quality,
            Background = document.Text(ResponsePropertyNames.Background) ?? _request.Background,
            OutputFormat = document.Text(ResponsePropertyNames.OutputFormat) ?? picture.File?.Type?.Format ?? _request.OutputFormat,
            InputTokens = includeUsage ? document.Number(ResponsePropertyNames.InputTokens) ?? document.Number(ResponsePropertyNames.PromptTokens) : null,
            OutputTokens = includeUsage ? document.Number(ResponsePropertyNames.OutputTokens) ?? document.Number(ResponsePropertyNames.CompletionTokens) : null,
            TotalTokens = includeUsage ? document.Number(ResponsePropertyNames.TotalTokens) : null,
            RequestId = _response.RequestId,
        };
    }

    DateTime Created(TimeProvider clock)
    {
        // What .NET can express; a service that tells nonsense gets the time of arrival.
        const long Latest = 253402300799;
        return _response.Document.Number(ResponsePropertyNames.Created) is { } seconds and > 0 and <= Latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime
            : clock.GetLocalNow().LocalDateTime;
    }
}
