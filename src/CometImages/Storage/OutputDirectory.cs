using System.Collections.Concurrent;
using System.Globalization;
using CometImages.Images;
using CometImages.Text;

namespace CometImages.Storage;

/// <summary>
/// A folder in which images are saved under generated names. Duplicate names get the suffixes -2, -3, and so on. Only files that existed
/// before are overwritten.
/// </summary>
/// <param name="folder">The absolute path of the folder, which is created for the first image.</param>
/// <param name="overwrite">Whether files that existed before are overwritten.</param>
sealed class OutputDirectory(string folder, bool overwrite = false)
{
    const int MaxAttempts = 100_000;

    readonly ConcurrentDictionary<string, bool> _reservedNames = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, bool> _usedPaths = new(StringComparer.OrdinalIgnoreCase);

    public string Folder { get; } = folder;

    public bool Overwrite { get; } = overwrite;

    /// <summary>Reserves a name for one image, so that suffixes follow the order of the input and not the order of completion.</summary>
    /// <param name="name">A sanitized name without extension.</param>
    public string ReserveName(string name) => GetVariants(name).First(variant => _reservedNames.TryAdd(variant, true));

    /// <summary>Saves an image that has a file: moves a file of the spool, copies any other.</summary>
    /// <param name="image">The image. If it can't be saved, its path is that of the file as it is then.</param>
    /// <param name="name">The name that <see cref="ReserveName"/> returned.</param>
    /// <param name="spool">The spool.</param>
    /// <exception cref="CometApiException">The file doesn't exist on this computer, isn't an image, or can't be saved.</exception>
    public ImageSaveResult Save(CometImage image, string name, Spool spool)
    {
        ImageDetails details = ReadDetails(image.Path!);
        using ImageDestination destination = ImageDestination.ForDirectory(this, name);
        Action<string, string, bool> moveOrCopy = spool.Contains(image.Path!) ? PartialFile.Move : PartialFile.Copy;
        try
        {
            return new ImageSaveResult(destination.MoveToFirstAvailable(details.Format.Extension, MoveOrCopy), details, PlacementError: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed,
                $"Couldn't save the image in '{Folder}': {e.Message.EndSentence()} The image is in '{image.Path}'.",
                innerException: e);
        }

        void MoveOrCopy(string target, bool overwriteTarget)
        {
            try
            {
                moveOrCopy(image.Path!, target, overwriteTarget);
            }
            catch (FileMoveRollbackException e)
            {
                image.Path = e.Path;
                throw;
            }
        }
    }

    /// <summary>Returns the paths to try in order, without those that this instance used.</summary>
    internal IEnumerable<string> GetCandidatePaths(string reservedName, string extension)
    {
        IEnumerable<string> others = GetVariants(reservedName).Skip(1).Where(variant => _reservedNames.TryAdd(variant, true));
        return new[] { reservedName }.Concat(others)
            .Select(name => Path.Combine(Folder, name + extension))
            .Where(path => _usedPaths.TryAdd(path, true));
    }

    static IEnumerable<string> GetVariants(string name) =>
        Enumerable.Range(1, MaxAttempts).Select(i => i == 1 ? name : name + "-" + i.ToString(CultureInfo.InvariantCulture));

    static ImageDetails ReadDetails(string path)
    {
        try
        {
            return ImageDetails.FromFile(path)
                ?? throw new CometApiException(CometErrorKind.InvalidImage, $"The file '{path}' isn't an image in a known format.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CometApiException(CometErrorKind.RemotePath, $"The file '{path}' doesn't exist on this computer.", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed,
                $"Can't read the file '{path}': {e.Message.EndSentence()}",
                "Check the path and the permissions of the file.",
                e);
        }
    }
}
