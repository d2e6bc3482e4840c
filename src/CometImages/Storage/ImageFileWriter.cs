using CometImages.Images;
using CometImages.Text;

namespace CometImages.Storage;

/// <summary>
/// Writes one image while it's received. If the destination fails, the image is written to the spool instead, because it was paid for.
/// Disposing a writer before <see cref="Complete"/> leaves no file.
/// </summary>
sealed class ImageFileWriter(ImageDestination destination, Spool spool) : IDisposable
{
    /// <summary>The maximum size of an image, in bytes.</summary>
    public const long MaxLength = 1L << 30;

    ImageEdgeBytes _edges = new();
    PartialFile? _part = destination.DetachReservedFile();

    /// <summary>Gets the path of the complete image, or null before <see cref="Complete"/>.</summary>
    public string? Path { get; private set; }

    /// <summary>Gets what the complete image shows, or null before <see cref="Complete"/>.</summary>
    public ImageDetails? Details { get; private set; }

    /// <summary>Gets the error of the destination if the image was written to the spool instead, or null.</summary>
    public CometApiException? PlacementError { get; private set; }

    public long Length => _edges.Length;

    /// <summary>Gets a value that indicates whether the bytes end with the format's end marker.</summary>
    public bool IsComplete => _edges.Format?.HasTrailer(_edges) == true;

    bool TargetsDestination => destination.DisplayPath is not null && PlacementError is null;

    /// <exception cref="CometApiException">
    /// The bytes aren't an image, or the image is too large, or neither the destination nor the spool can be written.
    /// </exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        long lengthBefore = Length;
        _edges.Append(bytes);
        if (Length > MaxLength)
        {
            throw new CometApiException(CometErrorKind.InvalidImage, $"The image is larger than the limit of {MaxLength >> 30} GiB.");
        }

        if (_edges.IsNotImage)
        {
            throw CreateNotImageError();
        }

        try
        {
            try
            {
                _part ??= spool.CreatePartialFile();
                _part.Write(bytes);
            }
            catch (Exception e) when (IsDiskError(e) && TargetsDestination)
            {
                PlacementError = CreatePlacementError(e);
                FallBackToSpool(lengthBefore, bytes);
            }
        }
        catch (Exception e) when (IsDiskError(e))
        {
            throw CreateWriteError(e);
        }
    }

    /// <summary>Discards what was written, so that the image can be written from its beginning.</summary>
    public void Restart()
    {
        _edges = new ImageEdgeBytes();
        ThrowIfUnwritable(() => _part?.Truncate());
    }

    /// <summary>Closes the file and gives it its final name.</summary>
    /// <exception cref="CometApiException">The bytes aren't an image, or neither the destination nor the spool can be written.</exception>
    public void Complete()
    {
        Details = ReadDetails(_edges.Format ?? throw CreateNotImageError());
        if (TargetsDestination)
        {
            try
            {
                Path = MoveTo(destination);
                return;
            }
            catch (Exception e) when (IsDiskError(e))
            {
                PlacementError = CreatePlacementError(e);
            }
        }

        ThrowIfUnwritable(() => Path = MoveTo(ImageDestination.ForSpool(spool)));
        if (PlacementError is { } error)
        {
            PlacementError = new CometApiException(
                error.Kind,
                $"{error.Detail} The complete image is in '{Path}'.",
                "Correct the cause, and then pipe the error's TargetObject to Save-CometImage.",
                error.InnerException);
        }
    }

    public void Dispose() => _part?.Dispose();

    static bool IsDiskError(Exception e) => e is IOException or UnauthorizedAccessException;

    // An image is complete even if its header can't be read back.
    ImageDetails ReadDetails(ImageFileFormat format)
    {
        try
        {
            return new ImageDetails(format, _part!.Read(format.ReadHeader));
        }
        catch (Exception e) when (IsDiskError(e))
        {
            return new ImageDetails(format, default);
        }
    }

    CometApiException CreateNotImageError() => new(
        CometErrorKind.InvalidImage, Length == 0 ? "The received image is empty." : "The received data isn't an image in a known format.");

    string MoveTo(ImageDestination target) => target.MoveToFirstAvailable(Details!.Format.Extension, _part!.MoveTo);

    // A failed write can leave a part of its bytes in the file, so the bytes before it are copied and the failed ones are written again.
    void FallBackToSpool(long lengthBefore, ReadOnlySpan<byte> bytes)
    {
        using PartialFile? failed = _part;
        _part = spool.CreatePartialFile();
        failed?.CopyTo(_part, lengthBefore);
        _part.Write(bytes);
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

    CometApiException CreatePlacementError(Exception cause) => cause is IOException && File.Exists(destination.DisplayPath!)
        ? new CometApiException(
            CometErrorKind.FileExists,
            $"The file '{destination.DisplayPath}' was created while the image was generated.",
            innerException: cause)
        : new CometApiException(
            CometErrorKind.WriteFailed,
            $"Couldn't write '{destination.DisplayPath}': {cause.Message.EndSentence()}",
            innerException: cause);

    CometApiException CreateWriteError(Exception cause) => new(
        CometErrorKind.WriteFailed,
        $"The image was received but couldn't be written to its destination or the spool folder '{spool.Folder}': " +
        cause.Message.EndSentence(),
        "Free up disk space before you generate more images.",
        cause)
    {
        IsStorageExhausted = true,
    };
}
