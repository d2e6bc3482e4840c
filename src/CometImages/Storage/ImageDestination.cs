namespace CometImages.Storage;

/// <summary>
/// Where one picture is to go: a name that was asked for, a folder where it gets a name by its type, or the spool. A place that was
/// asked for is tried beforehand with a part file.
/// </summary>
sealed class ImageDestination : IDisposable
{
    readonly Func<string, IEnumerable<CandidatePath>> _names;
    PartialFile? _reserved;

    ImageDestination(string? description, Func<string, IEnumerable<CandidatePath>> names, PartialFile? reserved)
    {
        DisplayPath = description;
        _names = names;
        _reserved = reserved;
    }

    /// <summary>How messages call the place, or null for the spool.</summary>
    public string? DisplayPath { get; }

    /// <summary>The spool, where the picture gets a name of its own.</summary>
    public static ImageDestination ForSpool(Spool spool)
    {
        spool.EnsureWritable();
        return new ImageDestination(null, spool.GetNewPaths, reserved: null);
    }

    /// <summary>A name that was asked for. Proves now that it can be written.</summary>
    /// <exception cref="CometApiException">It cannot (<see cref="CometErrorKind.WriteFailed"/>), or is there already (<see cref="CometErrorKind.FileExists"/>).</exception>
    public static ImageDestination ForFile(string target, bool overwrite)
    {
        if (Directory.Exists(target) || Path.GetFileName(target).Length == 0)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{target}' is a folder.", "Give the name of a file.");
        }

        if (!overwrite && File.Exists(target))
        {
            throw new CometApiException(CometErrorKind.FileExists, $"The file '{target}' exists already.");
        }

        return new ImageDestination(target, _ => [new CandidatePath(target, overwrite)], Reserve(Path.GetDirectoryName(target)!, Path.GetFileName(target)));
    }

    /// <summary>A folder, where the picture gets a name once its type is known.</summary>
    /// <exception cref="CometApiException">It cannot be written (<see cref="CometErrorKind.WriteFailed"/>).</exception>
    public static ImageDestination ForDirectory(OutputDirectory folder, string name) =>
        new(folder.Folder, extension => folder.GetCandidatePaths(name, extension), Reserve(folder.Folder, name));

    /// <summary>The names to try, best first, for a picture with this extension.</summary>
    public IEnumerable<CandidatePath> GetCandidatePaths(string extension) => _names(extension);

    /// <summary>The part file that proved the place; null for the spool, or when it was taken already.</summary>
    public PartialFile? DetachReservedFile()
    {
        PartialFile? part = _reserved;
        _reserved = null;
        return part;
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
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{Path.Combine(folder, name)}' cannot be written: {e.Message}", innerException: e);
        }
    }
}
