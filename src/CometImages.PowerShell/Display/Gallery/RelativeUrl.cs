using CometImages.Storage;

namespace CometImages.PowerShell.Display.Gallery;

/// <summary>Creates the URL of a file for a page. A character of a name that has a meaning in URLs is percent-encoded.</summary>
static class RelativeUrl
{
    static readonly char[] s_separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Returns the URL of a file relative to the folder of the page, or its file URL if it's on another drive of Windows.</summary>
    public static string Create(string folder, string file)
    {
        string root = Path.GetPathRoot(file)!;
        if (!PathComparer.Instance.Equals(root, Path.GetPathRoot(folder)))
        {
            return new Uri(file).AbsoluteUri;
        }

        string[] start = Split(folder, root);
        string[] target = Split(file, root);
        int common = start.Zip(target, PathComparer.Instance.Equals).TakeWhile(isEqual => isEqual).Count();
        return string.Join("/", Enumerable.Repeat("..", start.Length - common).Concat(target.Skip(common).Select(Uri.EscapeDataString)));
    }

    static string[] Split(string path, string root) => path.Substring(root.Length).Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
}
