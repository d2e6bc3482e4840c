using CometImages.Images;
using CometImages.Models;

namespace CometImages.PowerShell.Planning;

/// <summary>A row as requests: what is there already, and what is to be bought, no request larger than its model takes.</summary>
sealed class RequestPlan
{
    RequestPlan(IReadOnlyList<CometImage> existing, IReadOnlyList<PlannedRequest> requests)
    {
        ExistingImages = existing;
        Requests = requests;
    }

    /// <summary>The files that are there already.</summary>
    public IReadOnlyList<CometImage> ExistingImages { get; }

    public IReadOnlyList<PlannedRequest> Requests { get; }

    /// <param name="row">The row.</param>
    /// <param name="skipExisting">Whether files that are there are not bought again.</param>
    /// <param name="overwrite">Whether files that are there may be overwritten.</param>
    /// <param name="skipCheck">Whether a known model is sent what it is documented not to take.</param>
    /// <exception cref="CometApiException">The row makes no sense, or its model does not take it.</exception>
    public static RequestPlan Create(ImageRequestInput row, bool skipExisting, bool overwrite, bool skipCheck)
    {
        IReadOnlyList<string> files = row.GetOutputPaths();
        List<int> numbers = [.. Enumerable.Range(1, row.CountOrDefault)];
        List<CometImage> existing = [];
        if (skipExisting)
        {
            existing = [.. numbers.Where(number => File.Exists(files[number - 1])).Select(number => Found(row, number, files[number - 1]))];
            numbers.RemoveAll(number => File.Exists(files[number - 1]));
        }

        int most = KnownImageModels.Find(row.ModelOrDefault)?.MaxCount ?? int.MaxValue;
        List<PlannedRequest> requests = [];
        for (int start = 0; start < numbers.Count; start += most)
        {
            List<int> part = numbers.GetRange(start, Math.Min(most, numbers.Count - start));
            string[] names = files.Count == 0 ? [] : [.. part.Select(number => files[number - 1])];
            ImageGenerationRequest request = row.Request(part.Count, names);
            if ((request.Contradiction ?? (skipCheck ? null : request.Refusal)) is { } refusal)
            {
                throw new CometApiException(CometErrorKind.InvalidRequest, refusal, string.Empty);
            }

            requests.Add(new PlannedRequest(request, new ImageOutputOptions { Files = names, Overwrite = overwrite, Indexes = part }, row));
        }

        return new RequestPlan(existing, requests);
    }

    static CometImage Found(ImageRequestInput row, int number, string path) => new()
    {
        Created = File.GetLastWriteTime(path),
        Model = row.ModelOrDefault,
        Prompt = row.Prompt,
        Path = path,
        Index = number,
        Size = row.Size,
        Quality = row.Quality,
        Background = row.Background,
        OutputFormat = ImageFileFormat.TryDetectFile(path)?.Format,
    };
}
