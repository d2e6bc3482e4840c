using CometImages.Text;

namespace CometImages.PowerShell.Display;

/// <summary>The row below an image: a link to it, its size, its model, and its prompt.</summary>
static class ImageCaption
{
    /// <param name="image">The image.</param>
    /// <param name="folder">The current location. A path below it is relative.</param>
    /// <param name="hasLink">Whether the host supports links.</param>
    public static string Create(CometImage image, string folder, bool hasLink)
    {
        string location = Sanitize(image.Path is { Length: > 0 } path ? GetRelativePath(path, folder) : (image.Url ?? string.Empty).RemoveQuery());
        IEnumerable<string> details = new[] { image.Size, image.Model, image.Prompt?.Truncate() }.OfType<string>().Select(Sanitize);
        return string.Join("  ", [hasLink ? CreateLink(image.ToString(), location) : location, .. details]);
    }

    // A URI is percent-encoded, so it contains no control characters.
    static string CreateLink(string target, string text) => Uri.TryCreate(target, UriKind.Absolute, out Uri? uri)
        ? $"\u001B]8;;{uri.AbsoluteUri}\u001B\\{text}\u001B]8;;\u001B\\"
        : text;

    static string GetRelativePath(string path, string folder)
    {
        string prefix = folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path.Substring(prefix.Length) : path;
    }

    // A prompt or a file name must not control the terminal.
    static string Sanitize(string text) => new([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);
}
