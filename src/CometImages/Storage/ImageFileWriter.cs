using CometImages.Images;

namespace CometImages.Storage;

/// <summary>
/// One picture on its way to the disk. When its place fails midway, the bytes go on into the spool: what was paid for is not lost.
/// Disposing it before <see cref="Complete"/> leaves nothing behind.
/// </summary>
sealed class ImageFileWriter(ImageDestination place, Spool spool) : IDisposable
{
    /// <summary>The largest picture that is taken, in bytes.</summary>
    public const long MaxLength = 1L << 30;

    ImageEdgeBytes _tail = new();
    PartialFile? _part = place.DetachReservedFile();

    /// <summary>Where it finally is, once finished.</summary>
    public string? Path { get; private set; }

    /// <summary>Its type, once its first bytes are here.</summary>
    public ImageFileFormat? Type { get; private set; }

    /// <summary>Why it is in the spool and not where it was asked for, or null.</summary>
    public CometApiException? PlacementError { get; private set; }

    /// <summary>How many bytes are here.</summary>
    public long Length => _tail.Length;

    /// <summary>Whether the bytes end as a picture of their type does.</summary>
    public bool IsComplete => Type?.HasTrailer(_tail) == true;

    /// <exception cref="CometApiException">No picture, too long a one, or neither its place nor the spool can be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        long before = _tail.Length;
        _tail.Append(bytes);
        if (_tail.Length > MaxLength)
        {
            throw new CometApiException(CometErrorKind.InvalidImage, $"The picture is larger than {MaxLength:N0} bytes.");
        }

        if (Type is null && _tail.Length >= ImageFileFormat.SignatureLength)
        {
            DetectFormat();
        }

        try
        {
            _part ??= spool.CreatePart();
            _part.Write(bytes);
        }
        catch (Exception e) when (IsDiskError(e) && TargetsDestination)
        {
            PlacementError = CreatePlacementError(e);
            FallBackToSpool(before, bytes);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw CreateWriteError(e);
        }
    }

    /// <summary>Forgets what was written, to begin again.</summary>
    public void Restart()
    {
        _tail = new ImageEdgeBytes();
        Type = null;
        ThrowIfUnwritable(() => _part?.Truncate());
    }

    /// <summary>Closes the file and gives it its final name.</summary>
    /// <exception cref="CometApiException">The bytes are no picture, or could not be kept anywhere.</exception>
    public void Complete()
    {
        if (Type is null)
        {
            DetectFormat();
        }

        if (TargetsDestination)
        {
            try
            {
                Path = CandidatePath.MoveToFirstAvailable(place.GetCandidatePaths(Type!.Extension), name => _part!.MoveTo(name.Path, name.Overwrite));
                return;
            }
            catch (Exception e) when (IsDiskError(e))
            {
                PlacementError = CreatePlacementError(e);
            }
        }

        ThrowIfUnwritable(() => Path = CandidatePath.MoveToFirstAvailable(spool.GetNewPaths(Type!.Extension), name => _part!.MoveAcrossVolumes(name.Path)));
        if (PlacementError is { } error)
        {
            PlacementError = new CometApiException(
                error.Kind, $"{error.Detail} The picture is whole in '{Path}'.", "Free the place, then pipe the error's TargetObject to Save-CometImage.", error.InnerException);
        }
    }

    public void Dispose() => _part?.Dispose();

    // Still on its way to the place that was asked for.
    bool TargetsDestination => place.DisplayPath is not null && PlacementError is null;

    static bool IsDiskError(Exception e) => e is IOException or UnauthorizedAccessException;

    void DetectFormat() => Type = ImageFileFormat.Detect(_tail.FirstBytes) ?? throw new CometApiException(
        CometErrorKind.InvalidImage, _tail.Length == 0 ? "The picture is empty." : "The bytes that arrived are no picture of a known type.");

    // The place failed in the middle of these bytes; what it has of the picture before them is copied.
    void FallBackToSpool(long before, ReadOnlySpan<byte> bytes)
    {
        PartialFile? placed = _part;
        try
        {
            _part = spool.CreatePart();
            placed?.CopyTo(_part, before);
            _part.Write(bytes);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw CreateWriteError(e);
        }
        finally
        {
            placed?.Dispose();
        }
    }

    void ThrowIfUnwritable(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw CreateWriteError(e);
        }
    }

    CometApiException CreatePlacementError(Exception cause) => cause is IOException && File.Exists(place.DisplayPath!)
        ? new CometApiException(CometErrorKind.FileExists, $"The file '{place.DisplayPath}' appeared while the picture was made.", innerException: cause)
        : new CometApiException(CometErrorKind.WriteFailed, $"'{place.DisplayPath}' could not be written: {cause.Message}", innerException: cause);

    CometApiException CreateWriteError(Exception cause) => new(
        CometErrorKind.WriteFailed,
        $"A picture arrived and could be kept neither where it was asked for nor in the spool folder '{spool.Folder}': {cause.Message}",
        "Make room before asking again.",
        cause);
}
