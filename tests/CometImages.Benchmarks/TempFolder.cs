namespace CometImages.Benchmarks;

/// <summary>A folder for the files of one benchmark.</summary>
sealed class TempFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("CometImages.Benchmarks-").FullName;

    public string GetPath(string name) => Path.Combine(FullName, name);

    public void DeleteImages()
    {
        foreach (string file in Directory.EnumerateFiles(FullName, "*.png"))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
