namespace CometImages.Benchmarks;

/// <summary>The folder for the files of one run.</summary>
static class TempFolder
{
    public static string FullName { get; } = Directory.CreateTempSubdirectory("CometImages.Benchmarks-").FullName;

    public static string GetPath(string name) => Path.Combine(FullName, name);
}
