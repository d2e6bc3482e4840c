namespace CometImages.Files;

/// <summary>
/// Where one picture is to go: a name that was asked for, a folder where it gets a name by its type, or the spool. A place that was
/// asked for is tried beforehand with a part file.
/// </summary>
sealed class PicturePlace : IDisposable
{
    readonly Func<string, IEnumerable<PictureName>> _names;
    PartFile? _reserved;

    PicturePlace(string? description, Func<string, IEnumerable<PictureName>> names, PartFile? reserved)
    {
        Description = description;
        _names = names;
        _reserved = reserved;
    }

    /// <summary>How messages call the place, or null for the spool.</summary>
    public string? Description { get; }

    /// <summary>The spool, where the picture gets a name of its own.</summary>
    public static PicturePlace InSpool(Spool spool)
    {
        spool.EnsureWritable();
        return new PicturePlace(null, spool.NewNames, reserved: null);
    }

    /// <summary>A name that was asked for. Proves now that it can be written.</summary>
    /// <exception cref="CometApiException">It cannot (<see cref="CometErrorKind.WriteFailed"/>), or is there already (<see cref="CometErrorKind.FileExists"/>).</exception>
    public static PicturePlace At(string target, bool overwrite)
    {
        if (Directory.Exists(target) || Path.GetFileName(target).Length == 0)
        {
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{target}' is a folder.", "Give the name of a file.");
        }

        if (!overwrite && File.Exists(target))
        {
            throw new CometApiException(CometErrorKind.FileExists, $"The file '{target}' exists already.");
        }

        return new PicturePlace(target, _ => [new PictureName(target, overwrite)], Reserve(Path.GetDirectoryName(target)!, Path.GetFileName(target)));
    }

    /// <summary>A folder, where the picture gets a name once its type is known.</summary>
    /// <exception cref="CometApiException">It cannot be written (<see cref="CometErrorKind.WriteFailed"/>).</exception>
    public static PicturePlace In(SaveFolder folder, string name) =>
        new(folder.Folder, extension => folder.Names(name, extension), Reserve(folder.Folder, name));

    /// <summary>The names to try, best first, for a picture with this extension.</summary>
    public IEnumerable<PictureName> Names(string extension) => _names(extension);

    /// <summary>The part file that proved the place; null for the spool, or when it was taken already.</summary>
    public PartFile? TakeReserved()
    {
        PartFile? part = _reserved;
        _reserved = null;
        return part;
    }

    public void Dispose() => _reserved?.Dispose();

    static PartFile Reserve(string folder, string name)
    {
        PartFile? part = null;
        try
        {
            part = PartFile.Create(folder, name);
            part.ProveRoom();
            return part;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            part?.Dispose();
            throw new CometApiException(CometErrorKind.WriteFailed, $"'{Path.Combine(folder, name)}' cannot be written: {e.Message}", inner: e);
        }
    }
}
