using System.Management.Automation;
using CometImages.Images;
using CometImages.PowerShell.Binding;
using CometImages.PowerShell.Display.Gallery;
using CometImages.Text;

namespace CometImages.PowerShell.Planning;

/// <summary>Reads the items of a gallery from pipeline input: images, files, folders, URLs, errors, and entries of the history.</summary>
/// <param name="resolvePath">Resolves a path to an absolute one.</param>
sealed class GalleryItemReader(Func<string, string> resolvePath)
{
    /// <exception cref="CometApiException">The object isn't one of these, or the file doesn't exist or isn't an image.</exception>
    public IEnumerable<GalleryItem> Read(PSObject item)
    {
        switch (item.Unwrap())
        {
            case FileSystemInfo file:
                return ReadPath(file.FullName);
            case string text when !IsUrl(text):
                return ReadPath(resolvePath(text));
            case var _ when HasTypeName(item, typeof(ErrorRecord)):
                return [ReadError(item)];
            case var _ when HasTypeName(item, typeof(CometImageHistoryEntry)):
                return ReadEntry(item);
            default:
                return [CreateItem(CometImageConverter.FromPSObject(item, created: default(DateTime)), CometImageConverter.GetComputerName(item))];
        }
    }

    static IEnumerable<GalleryItem> ReadPath(string path)
    {
        if (Directory.Exists(path))
        {
            return ListImages(path).Select(ReadFile).OfType<GalleryItem>();
        }

        if (!File.Exists(path))
        {
            throw new CometApiException(CometErrorKind.RemotePath, $"The file '{path}' doesn't exist.", "Specify an existing file or folder.");
        }

        return [ReadFile(path) ?? throw new CometApiException(CometErrorKind.InvalidImage, $"The file '{path}' isn't an image that can be read.")];
    }

    static IEnumerable<string> ListImages(string folder)
    {
        try
        {
            return Directory.GetFiles(folder).Where(file => ImageFileFormat.FromExtension(file) is not null)
                .OrderBy(file => file, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, $"Can't read the folder '{folder}': {e.Message.EndSentence()}", innerException: e);
        }
    }

    static GalleryItem? ReadFile(string path)
    {
        if (ImageDetails.TryFromFile(path) is not { } details)
        {
            return null;
        }

        CometImage image = new();
        image.SetFile(path, details);
        return new GalleryItem(image, path);
    }

    // What is missing is an image that couldn't be written, or a request.
    GalleryItem ReadError(PSObject error)
    {
        PSObject? target = error.Properties[nameof(ErrorRecord.TargetObject)]?.Value is { } value ? PSObject.AsPSObject(value) : null;
        CometImage image = target?.Unwrap() as CometImage ?? CometImageConverter.FromProperties(target ?? new PSObject());

        // The message of the record repeats the prompt, and can refer to the record of another prompt. The exception always has the reason.
        object? exception = error.Properties[nameof(ErrorRecord.Exception)]?.Value;
        object? message = exception is null ? null : PSObject.AsPSObject(exception).Properties[nameof(Exception.Message)]?.Value;
        return CreateItem(image, CometImageConverter.GetComputerName(error)) with { Error = message as string ?? error.ToString() };
    }

    IEnumerable<GalleryItem> ReadEntry(PSObject entry)
    {
        PSObject[] images = LanguagePrimitives.ConvertTo<PSObject[]>(entry.Properties[nameof(CometImageHistoryEntry.Images)].Value);
        IEnumerable<GalleryItem> items = images.Select(image => CreateItem(CometImageConverter.FromPSObject(image)));
        return entry.Properties[nameof(CometImageHistoryEntry.ErrorMessage)].Value is string message
            ? items.Append(new GalleryItem(CometImageConverter.FromProperties(entry), null, message))
            : items;
    }

    // A file of another computer can have the path of a different file on this one.
    GalleryItem CreateItem(CometImage image, string? computerName = null)
    {
        string? file = image.Path is { Length: > 0 } path && computerName is null or "localhost" ? resolvePath(path) : null;
        return new GalleryItem(image, File.Exists(file) ? file : null);
    }

    static bool IsUrl(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    // A copy from a job or a file has the name of its type with a prefix.
    static bool HasTypeName(PSObject item, Type type) => item.TypeNames.Any(name => name == type.FullName || name == "Deserialized." + type.FullName);
}
