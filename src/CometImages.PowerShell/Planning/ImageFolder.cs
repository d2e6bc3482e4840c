using CometImages.Images;

namespace CometImages.PowerShell.Planning;

/// <summary>A folder whose files with the extension of an image are enumerated in the order of their names.</summary>
/// <param name="path">The absolute path of the folder.</param>
/// <param name="recurses">Whether the folders of the folder are included. Links to folders aren't, because they can be circular.</param>
/// <param name="report">Receives the folders that can't be read.</param>
sealed class ImageFolder(string path, bool recurses, Action<string, Exception> report)
{
    public IEnumerable<string> GetFiles()
    {
        Stack<string> folders = new([path]);
        while (folders.Count > 0)
        {
            string folder = folders.Pop();
            foreach (string file in List(folder, Directory.GetFiles).Where(file => ImageFileFormat.FromExtension(file) is not null))
            {
                yield return file;
            }

            foreach (string inner in recurses ? List(folder, Directory.GetDirectories).Where(inner => !IsLink(inner)).Reverse() : [])
            {
                folders.Push(inner);
            }
        }
    }

    string[] List(string folder, Func<string, string[]> getPaths)
    {
        try
        {
            string[] paths = getPaths(folder);
            Array.Sort(paths, StringComparer.OrdinalIgnoreCase);
            return paths;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(folder, e);
            return [];
        }
    }

    static bool IsLink(string folder) => (new DirectoryInfo(folder).Attributes & FileAttributes.ReparsePoint) != 0;
}
