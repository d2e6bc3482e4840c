namespace CometImages.Tests.Shared;

/// <summary>A new folder, which is deleted with everything in it at the end.</summary>
sealed class TempFolder : IDisposable
{
    /// <summary>A file system in memory, where the system has one.</summary>
    public const string InMemory = "/dev/shm";

    public TempFolder(string? parent = null)
    {
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"comet-images-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>The names of the files and folders in it, sorted. A folder's name ends with a slash.</summary>
    public IReadOnlyList<string> Names => NamesIn("");

    /// <summary>The path of something in it.</summary>
    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Creates a folder for many small files.</summary>
    public static TempFolder CreateInMemory() => new(Directory.Exists(InMemory) ? InMemory : null);

    public static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows doesn't delete a file that is open.
        }
    }

    /// <summary>Copies a folder with its files and subfolders.</summary>
    public static void Copy(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(target, file[(source.Length + 1)..]);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public IReadOnlyList<string> NamesIn(string folder) =>
    [
        .. new DirectoryInfo(this[folder]).EnumerateFileSystemInfos()
            .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name)
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>The relative paths of all files in it and in its subfolders.</summary>
    public string[] Files() =>
        [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(file => file[(Path.Length + 1)..])];

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes.ToArray());
        return path;
    }

    public void Dispose() => Delete(Path);
}
