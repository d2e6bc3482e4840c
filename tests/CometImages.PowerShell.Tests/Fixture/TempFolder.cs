namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>A folder that is gone after the test.</summary>
sealed class TempFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("comet-").FullName;

    /// <summary>The names of everything in it, sorted, folders with a slash behind.</summary>
    public IReadOnlyList<string> Names => NamesIn("");

    /// <summary>The path of something in it; of itself for no name.</summary>
    public string this[params string[] names] => Path.Combine([_path, .. names]);

    public static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody still has a file open: the system's sweep takes it.
        }
    }

    public IReadOnlyList<string> NamesIn(string folder) =>
    [
        .. new DirectoryInfo(this[folder]).EnumerateFileSystemInfos()
            .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name)
            .Order(StringComparer.Ordinal),
    ];

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Delete(_path);
}
