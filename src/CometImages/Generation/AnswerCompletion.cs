using CometImages.Files;

namespace CometImages.Generation;

/// <summary>Makes the objects of an answer, downloads URLs for which files were asked, and tells what is missing.</summary>
sealed class AnswerCompletion
{
    readonly ImageRequest _request;
    readonly ImageOutput _output;
    readonly AnsweredRequest _answered;
    readonly DateTime _created;
    readonly List<(CometImage? Image, CometApiException? Error)> _pictures = [];

    public AnswerCompletion(ImageRequest request, ImageOutput output, AnsweredRequest answered, TimeProvider clock)
    {
        _request = request;
        _output = output;
        _answered = answered;
        _created = Created(clock);
        bool usageTold = false;
        foreach (AnsweredPicture picture in answered.Document.Pictures)
        {
            bool came = picture.File is not null || picture.Url is not null;
            CometImage? image = came ? Image(picture, _pictures.Count, tellUsage: !usageTold) : null;
            usageTold |= came;
            _pictures.Add((image, picture.File?.PlacementError ?? picture.Error));
        }
    }

    /// <summary>The pictures that arrived, wherever they are.</summary>
    public IEnumerable<CometImage> Arrived => _pictures.Where(picture => picture.Image is not null).Select(picture => picture.Image!);

    /// <param name="download">Downloads a URL to the place of the picture with this number, from 0.</param>
    public async Task<ImageAnswer> CompleteAsync(Func<string, int, Task<PictureFile>> download)
    {
        List<CometImage> images = [];
        List<ImageFailure> failures = [];
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
                failures.Add(new ImageFailure { Error = error.About(_answered.RequestId), Image = image });
            }
        }

        if (Missing() is { } missing)
        {
            failures.Add(missing);
        }

        return new ImageAnswer { Images = images, Failures = failures };
    }

    static async Task<CometApiException?> DownloadAsync(CometImage image, int index, Func<string, int, Task<PictureFile>> download)
    {
        try
        {
            PictureFile file = await download(image.Url!, index).ConfigureAwait(false);
            image.Path = file.Path;
            return file.PlacementError;
        }
        catch (CometApiException e)
        {
            return e;
        }
    }

    ImageFailure? Missing()
    {
        int expected = Math.Max(_request.Count ?? 1, _pictures.Count);
        List<int> missing = [.. Enumerable.Range(0, expected).Where(i => i >= _pictures.Count || _pictures[i].Image is null)];
        if (missing.Count == 0)
        {
            return _answered.Broken is null ? null : BrokenAfterAll(_answered.Broken);
        }

        CometApiException error = _answered.Broken
            ?? _pictures.Select(picture => picture.Image is null ? picture.Error : null).FirstOrDefault(e => e is not null)
            ?? new CometApiException(CometErrorKind.BrokenAnswer, $"The answer lacks {missing.Count} of the {expected} pictures that were asked for.");
        return new ImageFailure
        {
            Error = error.About(_answered.RequestId, mayHaveBeenCharged: true),
            MissingCount = missing.Count,
            MissingFiles = [.. missing.Where(i => i < _output.Files.Count).Select(i => _output.Files[i])],
        };
    }

    // Everything that was asked for is here, and still somebody should know.
    ImageFailure BrokenAfterAll(CometApiException broken) => new()
    {
        Error = new CometApiException(broken.Kind, $"{broken.Reason} Every picture that was asked for had arrived by then.", "Nothing is missing.", broken)
        {
            RequestId = _answered.RequestId,
        },
    };

    CometImage Image(AnsweredPicture picture, int index, bool tellUsage)
    {
        AnswerDocument document = _answered.Document;
        return new CometImage
        {
            Created = _created,
            Model = document.Text(AnswerMember.Model) ?? _request.Model,
            Prompt = _request.Prompt,
            RevisedPrompt = picture.RevisedPrompt,
            Url = picture.File is null ? picture.Url : null,
            Path = picture.File?.Path,
            Index = _output.Number(index),
            Size = picture.Size ?? document.Text(AnswerMember.Size) ?? _request.Size,
            Quality = document.Text(AnswerMember.Quality) ?? _request.Quality,
            Background = document.Text(AnswerMember.Background) ?? _request.Background,
            OutputFormat = document.Text(AnswerMember.OutputFormat) ?? picture.File?.Type?.Format ?? _request.OutputFormat,
            InputTokens = tellUsage ? document.Number(AnswerMember.InputTokens) ?? document.Number(AnswerMember.PromptTokens) : null,
            OutputTokens = tellUsage ? document.Number(AnswerMember.OutputTokens) ?? document.Number(AnswerMember.CompletionTokens) : null,
            TotalTokens = tellUsage ? document.Number(AnswerMember.TotalTokens) : null,
            RequestId = _answered.RequestId,
        };
    }

    DateTime Created(TimeProvider clock)
    {
        // What .NET can express; a service that tells nonsense gets the time of arrival.
        const long Latest = 253402300799;
        return _answered.Document.Number(AnswerMember.Created) is { } seconds and > 0 and <= Latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime
            : clock.GetLocalNow().LocalDateTime;
    }
}
