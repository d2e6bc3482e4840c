using CometImages.History;
using CometImages.Images;
using CometImages.Storage;

namespace CometImages.PowerShell.Execution;

/// <summary>Saves the images of one command, and delivers them in the order of the input.</summary>
sealed class ImageSaveRunner(
    ICmdletHost host,
    CometClient client,
    RequestHistory history,
    OutputDirectory directory,
    int throttleLimit,
    int? total,
    bool writesSidecars,
    CancellationToken cancellationToken) : IDisposable
{
    readonly CmdletTaskRunner _runner = new(host, "Save-CometImage", throttleLimit, total, asCompleted: false, history, cancellationToken);

    // The folders without the partial files of killed commands.
    readonly HashSet<string> _cleanFolders = new(PathComparer.Instance);

    /// <param name="image">The image.</param>
    /// <param name="name">The name of its file, without extension.</param>
    /// <param name="outFile">The absolute path to save the image to, or null to name it in the folder.</param>
    /// <param name="isLive">
    /// Whether the image is the pipeline's own object and not a copy. Nothing else may refer to it, so it's recorded unless it's saved.
    /// </param>
    /// <param name="computerName">The computer that the image comes from, or null for this one.</param>
    public void Submit(CometImage image, string name, string? outFile, bool isLive, string? computerName)
    {
        if (isLive && (image.Path is { Length: > 0 } path ? client.Spool.Contains(path) : image.Url is { Length: > 0 }))
        {
            _runner.Track(image);
        }

        string folder = outFile is null ? directory.Folder : Path.GetDirectoryName(outFile)!;
        if (_cleanFolders.Add(folder))
        {
            PartialFile.DeleteAbandoned(folder);
        }

        if (outFile is null)
        {
            string reserved = directory.ReserveName(name);
            _runner.Enqueue(() => SaveAsync(image, reserved, () => ImageDestination.ForDirectory(directory, reserved), computerName));
        }
        else
        {
            _runner.Enqueue(() => SaveAsync(
                image, Path.GetFileName(outFile), () => ImageDestination.ForFile(outFile, directory.Overwrite), computerName));
        }
    }

    /// <summary>Delivers the error of an input that isn't saved.</summary>
    public void EnqueueFailure(CometApiException error, CometImage? image) => _runner.EnqueueOutcome(SaveOutcome.Failure(image, error));

    public void Complete() => _runner.Complete();

    public void Dispose() => _runner.Dispose();

    async Task<TaskOutcome> SaveAsync(CometImage image, string name, Func<ImageDestination> reserve, string? computerName)
    {
        try
        {
            IProgress<TransferProgress> progress = _runner.CreateReporter(name, $"file name '{name}'");
            ImageSaveResult result = await client.SaveAsync(image, reserve, progress, writesSidecars, cancellationToken);
            if (image.Path is not { Length: > 0 } path || client.Spool.Contains(path))
            {
                history.RecordSaved(image, result.Path);
            }

            return SaveOutcome.Success(image, result);
        }
        catch (CometApiException e) when (e.Kind == CometErrorKind.RemotePath && computerName is not null)
        {
            string detail = $"The file '{image.Path}' is on {computerName}, not on this computer.";
            return SaveOutcome.Failure(image, new CometApiException(e.Kind, detail, e.RecommendedAction, e));
        }
        catch (CometApiException e)
        {
            return SaveOutcome.Failure(image, e);
        }
    }
}
