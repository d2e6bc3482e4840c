using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Binding;
using CometImages.Requests;
using CometImages.Storage;

namespace CometImages.PowerShell.Planning;

/// <summary>Plans the requests of one command. An input with more images than its model creates per request is split.</summary>
/// <param name="skipExisting">Whether images whose files exist aren't generated again.</param>
/// <param name="overwrite">Whether existing files may be overwritten.</param>
/// <param name="skipParameterCheck">Whether values that a known model doesn't support are sent.</param>
sealed class RequestPlanner(bool skipExisting, bool overwrite, bool skipParameterCheck)
{
    readonly HashSet<string> _paths = new(PathComparer.Instance);

    /// <exception cref="CometApiException">
    /// The input is invalid, its model doesn't support it, or an earlier input has one of its paths.
    /// </exception>
    public RequestPlan Create(ImageRequestInput input)
    {
        if (skipExisting && input.OutFile.Count == 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, "-SkipExisting requires -OutFile, which names the files to look for.", "Specify -OutFile.");
        }

        IReadOnlyList<string> paths = input.GetOutputPaths();
        int[] indexes = [.. Enumerable.Range(1, input.CountOrDefault)];
        int[] existing = [.. indexes.Where(index => skipExisting && File.Exists(paths[index - 1]))];
        if (existing.Select(index => paths[index - 1]).FirstOrDefault(ImageDetails.IsNotImage) is { } other)
        {
            throw new CometApiException(
                CometErrorKind.FileExists,
                $"The file '{other}' already exists, but it isn't an image.",
                "Remove the file, or use -Force in place of -SkipExisting to overwrite it.");
        }

        RequestPlan plan = new(
            [.. existing.Select(index => CreateExistingImage(input, index, paths[index - 1]))],
            CreateRequests(input, paths, [.. indexes.Except(existing)]));

        // Last, so that a later input can use the paths of one that was rejected.
        Reserve(paths);
        return plan;
    }

    /// <summary>Creates the image of a file that exists.</summary>
    public static CometImage CreateExistingImage(ImageRequestInput input, int index, string path)
    {
        // How the file was made isn't known, and the request can differ from it.
        CometImage image = new() { Created = File.GetLastWriteTime(path), Index = index, Skipped = true };
        image.SetFile(path, ImageDetails.TryFromFile(path));
        RowColumns.AddTo(image, input.OtherColumns);
        return image;
    }

    List<PlannedRequest> CreateRequests(ImageRequestInput input, IReadOnlyList<string> paths, List<int> indexes)
    {
        int maxCount = KnownImageModels.Find(input.ModelOrDefault)?.GetMaxCount(input.GetOutputFormat(paths)) ?? int.MaxValue;
        List<PlannedRequest> requests = [];
        for (int start = 0; start < indexes.Count; start += maxCount)
        {
            List<int> part = indexes.GetRange(start, Math.Min(maxCount, indexes.Count - start));
            string[] files = paths.Count == 0 ? [] : [.. part.Select(index => paths[index - 1])];
            ImageGenerationRequest request = input.CreateRequest(part.Count, files);
            Validate(request);
            ImageOutputOptions output = new() { Files = files, Overwrite = overwrite, SkipExisting = skipExisting, Indexes = part };
            requests.Add(new PlannedRequest(request, output, input));
        }

        return requests;
    }

    void Validate(ImageGenerationRequest request)
    {
        RequestError? error = ImageRequestValidator.ValidateRequest(request);
        if (!skipParameterCheck)
        {
            error ??= ImageRequestValidator.ValidateForModel(request);
        }

        if (error is not null)
        {
            throw error.ToException();
        }
    }

    void Reserve(IReadOnlyList<string> paths)
    {
        HashSet<string> own = new(_paths.Comparer);
        if (paths.FirstOrDefault(path => _paths.Contains(path) || !own.Add(path)) is { } duplicate)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest,
                $"More than one image of this command has the path '{duplicate}'.",
                "Specify a different path for each image.");
        }

        _paths.UnionWith(own);
    }
}
