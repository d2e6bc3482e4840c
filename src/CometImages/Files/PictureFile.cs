namespace CometImages.Files;

/// <summary>
/// One picture on its way to the disk. When its place fails midway, the bytes go on into the spool: what was paid for is not lost.
/// Disposing it before <see cref="Finish"/> leaves nothing behind.
/// </summary>
sealed class PictureFile(PicturePlace place, Spool spool) : IDisposable
{
    /// <summary>The largest picture that is taken, in bytes.</summary>
    public const long MaxLength = 1L << 30;

    PictureTail _tail = new();
    PartFile? _part = place.TakeReserved();

    /// <summary>Where it finally is, once finished.</summary>
    public string? Path { get; private set; }

    /// <summary>Its type, once its first bytes are here.</summary>
    public PictureType? Type { get; private set; }

    /// <summary>Why it is in the spool and not where it was asked for, or null.</summary>
    public CometApiException? PlacementError { get; private set; }

    /// <summary>How many bytes are here.</summary>
    public long Length => _tail.Length;

    /// <summary>Whether the bytes end as a picture of their type does.</summary>
    public bool HasItsEnd => Type?.IsWhole(_tail) == true;

    /// <exception cref="CometApiException">No picture, too long a one, or neither its place nor the spool can be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        long before = _tail.Length;
        _tail.Add(bytes);
        if (_tail.Length > MaxLength)
        {
            throw new CometApiException(CometErrorKind.NotAnImage, $"The picture is larger than {MaxLength:N0} bytes.");
        }

        if (Type is null && _tail.Length >= PictureType.EnoughBytes)
        {
            Recognise();
        }

        try
        {
            _part ??= spool.CreatePart();
            _part.Write(bytes);
        }
        catch (Exception e) when (IsDiskError(e) && IsAsked)
        {
            PlacementError = Misplaced(e);
            GoOnInSpool(before, bytes);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw Lost(e);
        }
    }

    /// <summary>Forgets what was written, to begin again.</summary>
    public void Restart()
    {
        _tail = new PictureTail();
        Type = null;
        OrLost(() => _part?.Clear());
    }

    /// <summary>Closes the file and gives it its final name.</summary>
    /// <exception cref="CometApiException">The bytes are no picture, or could not be kept anywhere.</exception>
    public void Finish()
    {
        if (Type is null)
        {
            Recognise();
        }

        if (IsAsked)
        {
            try
            {
                Path = PictureName.Settle(place.Names(Type!.Extension), name => _part!.MoveTo(name.Path, name.Overwrite));
                return;
            }
            catch (Exception e) when (IsDiskError(e))
            {
                PlacementError = Misplaced(e);
            }
        }

        OrLost(() => Path = PictureName.Settle(spool.NewNames(Type!.Extension), name => _part!.MoveAnywhere(name.Path)));
        if (PlacementError is { } error)
        {
            PlacementError = new CometApiException(
                error.Kind, $"{error.Reason} The picture is whole in '{Path}'.", "Free the place, then pipe the error's TargetObject to Save-CometImage.", error.InnerException);
        }
    }

    public void Dispose() => _part?.Dispose();

    // Still on its way to the place that was asked for.
    bool IsAsked => place.Description is not null && PlacementError is null;

    static bool IsDiskError(Exception e) => e is IOException or UnauthorizedAccessException;

    void Recognise() => Type = PictureType.Of(_tail.FirstBytes) ?? throw new CometApiException(
        CometErrorKind.NotAnImage, _tail.Length == 0 ? "The picture is empty." : "The bytes that arrived are no picture of a known type.");

    // The place failed in the middle of these bytes; what it has of the picture before them is copied.
    void GoOnInSpool(long before, ReadOnlySpan<byte> bytes)
    {
        PartFile? placed = _part;
        try
        {
            _part = spool.CreatePart();
            placed?.CopyTo(_part, before);
            _part.Write(bytes);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw Lost(e);
        }
        finally
        {
            placed?.Dispose();
        }
    }

    void OrLost(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw Lost(e);
        }
    }

    CometApiException Misplaced(Exception cause) => cause is IOException && File.Exists(place.Description!)
        ? new CometApiException(CometErrorKind.FileExists, $"The file '{place.Description}' appeared while the picture was made.", inner: cause)
        : new CometApiException(CometErrorKind.WriteFailed, $"'{place.Description}' could not be written: {cause.Message}", inner: cause);

    CometApiException Lost(Exception cause) => new(
        CometErrorKind.WriteFailed,
        $"A picture arrived and could be kept neither where it was asked for nor in the spool folder '{spool.Folder}': {cause.Message}",
        "Make room before asking again.",
        cause);
}
