using CometImages.Text;

namespace CometImages.Storage;

/// <summary>Where one image is written: a specified file, a folder in which the image's format completes the name, or the spool.</summary>
sealed class ImageDestination : IDisposable
{
    readonly Func<string, IEnumerable<string>> _getCandidatePaths;
    readonly bool _overwrite;
    readonly TargetClaim? _claim;
    PartialFile? _reserved;

    ImageDestination(
        string? displayPath,
        Func<string, IEnumerable<string>> getCandidatePaths,
        bool overwrite,
        PartialFile? reserved,
        TargetClaim? claim = null)
    {
        DisplayPath = displayPath;
        _getCandidatePaths = getCandidatePaths;
        _overwrite = overwrite;
        _reserved = reserved;
        _claim = claim;
    }

    /// <summary>Gets the file or folder for messages, or null for the spool.</summary>
    public string? DisplayPath { get; }

    public static ImageDestination ForSpool(Spool spool) => new(null, spool.GetNewPaths, overwrite: false, reserved: null);

    /// <exception cref="CometApiException">
    /// The file can't be written, or it exists and <paramref name="overwrite"/> is false, or another command is creating it.
    /// </exception>
    public static ImageDestination ForFile(string path, bool overwrite, byte[]? claim = null) =>
        TryForFile(path, overwrite, claim, out FileConflict conflict) ?? throw (conflict == FileConflict.Exists
            ? new CometApiException(CometErrorKind.FileExists, $"The file '{path}' already exists.")
            : CreateInProgressError(path));

    /// <summary>Claims a file, so that no other command creates it.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="overwrite">Whether an existing file is overwritten.</param>
    /// <param name="claim">The content of a claim that other computers respect, or null to claim the file on this computer.</param>
    /// <param name="conflict">Why the file can't be claimed, if the method returns null.</param>
    /// <exception cref="CometApiException">The file can't be written.</exception>
    public static ImageDestination? TryForFile(string path, bool overwrite, byte[]? claim, out FileConflict conflict)
    {
        if (Directory.Exists(path) || Path.GetFileName(path).Length == 0)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{path}' is a folder, not a file.", "Specify the path of a file.");
        }

        conflict = FileConflict.Exists;
        if (!overwrite && File.Exists(path))
        {
            return null;
        }

        TargetClaim? shared = null;
        ImageDestination? destination = null;
        try
        {
            PartialFile? part = Reserve(path, () =>
            {
                if (claim is null)
                {
                    return PartialFile.TryClaim(path);
                }

                shared = PartialFile.IsClaimed(path) ? null : TargetClaim.TryAcquire(path, claim);
                return shared?.CreatePartialFile();
            });
            destination = new ImageDestination(path, _ => [path], overwrite, part, shared);
        }
        finally
        {
            if (destination is null)
            {
                shared?.Dispose();
            }
        }

        // Another command can complete the file before it's claimed here.
        bool isClaimed = destination._reserved is not null;
        if (!isClaimed || (!overwrite && File.Exists(path)))
        {
            conflict = isClaimed ? FileConflict.Exists : FileConflict.InProgress;
            destination.Dispose();
            return null;
        }

        return destination;
    }

    /// <summary>Renews the claim, and returns false if another command has taken it over.</summary>
    /// <exception cref="CometApiException">The claim can't be written.</exception>
    public bool RenewClaim()
    {
        try
        {
            return _claim?.Renew() != false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"Can't renew the claim of '{DisplayPath}': {e.Message.EndSentence()}", innerException: e);
        }
    }

    public static CometApiException CreateInProgressError(string? path) => new(
        CometErrorKind.FileExists,
        $"Another command is creating the file '{path}'.",
        "Wait until that command has ended, or specify another name. With -SkipExisting, New-CometImage skips the file.");

    /// <exception cref="CometApiException">The folder can't be written.</exception>
    public static ImageDestination ForDirectory(OutputDirectory directory, string name) => new(
        directory.Folder,
        extension => directory.GetCandidatePaths(name, extension),
        directory.Overwrite,
        Reserve(Path.Combine(directory.Folder, name), () => PartialFile.Create(directory.Folder, name)));

    /// <summary>Moves an image to the first candidate path that's available, and returns that path.</summary>
    /// <param name="extension">The extension of the image's format.</param>
    /// <param name="move">Moves the image to a path, and overwrites a file there or throws an exception if one exists.</param>
    /// <exception cref="IOException">No path is available, or the disk failed.</exception>
    public string MoveToFirstAvailable(string extension, Action<string, bool> move)
    {
        IOException? existing = null;
        foreach (string path in _getCandidatePaths(extension))
        {
            try
            {
                move(path, _overwrite);
                return path;
            }
            catch (IOException e) when (!_overwrite && (File.Exists(path) || Directory.Exists(path)))
            {
                existing = e;
            }
        }

        throw existing ?? new IOException("No file name is available.");
    }

    /// <summary>Returns the file that reserved the destination. It's null for the spool and after the first call.</summary>
    public PartialFile? DetachReservedFile()
    {
        PartialFile? reserved = _reserved;
        _reserved = null;
        return reserved;
    }

    public void Dispose()
    {
        _reserved?.Dispose();
        _claim?.Dispose();
    }

    static PartialFile? Reserve(string displayPath, Func<PartialFile?> create)
    {
        PartialFile? part = null;
        try
        {
            part = create();
            part?.EnsureFreeSpace();
            return part;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            part?.Dispose();
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"Can't write '{displayPath}': {e.Message.EndSentence()}", innerException: e);
        }
    }
}
