namespace CometImages.Tests.Support;

/// <summary>A folder of the test's own, gone with everything in it when the test ends.</summary>
sealed class TempFolder : IDisposable
{
    /// <summary>A file system in memory, where this machine has one.</summary>
    public const string Memory = "/dev/shm";

    public TempFolder(string? parent = null)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"comet-images-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A folder for many small files.</summary>
    public static TempFolder Quick() => new(Directory.Exists(Memory) ? Memory : null);

    /// <summary>The names of all files in it and below.</summary>
    public string[] Files() => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file))];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
