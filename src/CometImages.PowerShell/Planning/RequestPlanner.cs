using CometImages.Images;
using CometImages.Models;
using CometImages.PowerShell.Binding;
using CometImages.Requests;
using CometImages.Storage;

namespace CometImages.PowerShell.Planning;

/// <summary>Plans the requests of one command. An input with more images than its model creates per request is split.</summary>
/// <param name="resolvePath">Resolves a path of the file system.</param>
/// <param name="getRoute">Gets the route of the requests to a model.</param>
/// <param name="skipExisting">Whether images whose files exist aren't generated again.</param>
/// <param name="overwrite">Whether existing files may be overwritten.</param>
/// <param name="claim">Whether the files are claimed so that commands on other computers don't create them.</param>
/// <param name="skipParameterCheck">Whether values that a known model doesn't support are sent.</param>
/// <param name="writesSidecars">Whether a sidecar is written beside each file.</param>
sealed class RequestPlanner(
    Func<string, string> resolvePath,
    Func<string, ImageRoute> getRoute,
    bool skipExisting,
    bool overwrite,
    bool claim,
    bool skipParameterCheck,
    bool writesSidecars = false)
{
    readonly HashSet<string> _paths = new(PathComparer.Instance);

    /// <exception cref="CometApiException">
    /// The input is invalid, its model doesn't support it, a file can't be read, or an earlier input has one of its paths.
    /// </exception>
    public RequestPlan Create(ImageRequestInput input)
    {
        if (skipExisting && input.OutFile.Count == 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, "-SkipExisting requires -OutFile, which names the files to look for.", "Specify -OutFile.");
        }

        if (writesSidecars && input.OutFile.Count == 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest,
                "-Sidecar requires -OutFile, which names the files that the sidecars are beside.",
                "Specify -OutFile, or pipe the images to Save-CometImage -Sidecar.");
        }

        if (claim && input.OutFile.Count == 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, "-Claim requires -OutFile, which names the files to claim.", "Specify -OutFile.");
        }

        input = Resolve(input);
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

        foreach (int index in existing.Where(_ => claim))
        {
            TargetClaim.DeleteAbandoned(paths[index - 1]);
        }

        RequestPlan plan = new(
            [.. existing.Select(index => CreateExistingImage(input, index, paths[index - 1]))],
            existing.Length == indexes.Length ? [] : CreateRequests(
                input, paths, [.. indexes.Except(existing)], SourceImages.Read(input, getRoute(input.ModelOrDefault))));

        // Last, so that a later input can use the paths of one that was rejected.
        Reserve(paths);
        return plan;
    }

    /// <summary>Creates the requests of an input without reading or reserving any file. Only the extensions of its paths matter.</summary>
    /// <exception cref="CometApiException">The input is invalid, or its model doesn't support it.</exception>
    public IEnumerable<ImageGenerationRequest> CreateWithoutFiles(ImageRequestInput input)
    {
        string[] paths = [.. Enumerable.Range(0, input.OutFile.Count == 0 ? 0 : input.CountOrDefault).Select(_ => input.OutFile[0])];
        return CreateRequests(
            input, paths, [.. Enumerable.Range(1, input.CountOrDefault)], SourceImages.FromLocations(input, getRoute(input.ModelOrDefault)))
            .Select(planned => planned.Request);
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

    ImageRequestInput Resolve(ImageRequestInput input) => input with
    {
        OutFile = [.. input.FormatOutFile().Select(resolvePath)],
        Image = input.Image is { } image ? Resolve(image) : null,
        ReferenceImages = [.. input.ReferenceImages.Select(Resolve)],
        Mask = input.Mask is { } mask ? Resolve(mask) : null,
    };

    CometImage Resolve(CometImage image) => image.Path is { Length: > 0 } path ? new CometImage { Path = resolvePath(path) } : image;

    List<PlannedRequest> CreateRequests(ImageRequestInput input, IReadOnlyList<string> paths, List<int> indexes, SourceImages sources)
    {
        int maxCount = KnownImageModels.Find(input.ModelOrDefault)?.GetMaxCount(input.GetOutputFormat(paths)) ?? int.MaxValue;
        List<PlannedRequest> requests = [];
        for (int start = 0; start < indexes.Count; start += maxCount)
        {
            List<int> part = indexes.GetRange(start, Math.Min(maxCount, indexes.Count - start));
            string[] files = paths.Count == 0 ? [] : [.. part.Select(index => paths[index - 1])];
            ImageGenerationRequest request = input.CreateRequest(part.Count, files, sources, skipParameterCheck);
            Validate(request);
            ImageOutputOptions output = new()
            {
                Files = files,
                Overwrite = overwrite,
                SkipExisting = skipExisting,
                Claim = claim,
                WritesSidecars = writesSidecars,
                Indexes = part,
            };
            requests.Add(new PlannedRequest(request, output, input));
        }

        return requests;
    }

    static void Validate(ImageGenerationRequest request)
    {
        ImageRequestValidator.ValidateRequest(request)?.Throw();
        if (!request.SkipParameterCheck)
        {
            ImageRequestValidator.ValidateForModel(request)?.Throw();
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
