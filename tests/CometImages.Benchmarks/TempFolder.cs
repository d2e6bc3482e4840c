namespace CometImages.Benchmarks;

/// <summary>A folder that goes away with all that is in it.</summary>
sealed class TempFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("CometImages.Benchmarks-").FullName;

    /// <summary>Deletes the files of a round; what was not written to the disk by then never is.</summary>
    public void Clear()
    {
        foreach (string file in Directory.EnumerateFiles(FullName))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
