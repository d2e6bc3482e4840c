using CometImages.Text;

namespace CometImages.Storage;

/// <summary>Where one image is written: a specified file, a folder in which the image's format completes the name, or the spool.</summary>
sealed class ImageDestination : IDisposable
{
    readonly Func<string, IEnumerable<string>> _getCandidatePaths;
    readonly bool _overwrite;
    PartialFile? _reserved;

    ImageDestination(string? displayPath, Func<string, IEnumerable<string>> getCandidatePaths, bool overwrite, PartialFile? reserved)
    {
        DisplayPath = displayPath;
        _getCandidatePaths = getCandidatePaths;
        _overwrite = overwrite;
        _reserved = reserved;
    }

    /// <summary>Gets the file or folder for messages, or null for the spool.</summary>
    public string? DisplayPath { get; }

    public static ImageDestination ForSpool(Spool spool) => new(null, spool.GetNewPaths, overwrite: false, reserved: null);

    /// <exception cref="CometApiException">The file can't be written, or it exists and <paramref name="overwrite"/> is false.</exception>
    public static ImageDestination ForFile(string path, bool overwrite)
    {
        if (Directory.Exists(path) || Path.GetFileName(path).Length == 0)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{path}' is a folder, not a file.", "Specify the path of a file.");
        }

        if (!overwrite && File.Exists(path))
        {
            throw new CometApiException(CometErrorKind.FileExists, $"The file '{path}' already exists.");
        }

        return new(path, _ => [path], overwrite, Reserve(Path.GetDirectoryName(path)!, Path.GetFileName(path)));
    }

    /// <exception cref="CometApiException">The folder can't be written.</exception>
    public static ImageDestination ForDirectory(OutputDirectory directory, string name) => new(
        directory.Folder, extension => directory.GetCandidatePaths(name, extension), directory.Overwrite, Reserve(directory.Folder, name));

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

    public void Dispose() => _reserved?.Dispose();

    static PartialFile Reserve(string folder, string name)
    {
        PartialFile? part = null;
        try
        {
            part = PartialFile.Create(folder, name);
            part.EnsureFreeSpace();
            return part;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            part?.Dispose();
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"Can't write '{Path.Combine(folder, name)}': {e.Message.EndSentence()}", innerException: e);
        }
    }
}
