using CometImages.Tests.Shared;

namespace CometImages.Benchmarks;

/// <summary>The folder for the files of one run.</summary>
static class RunFolder
{
    static readonly TempFolder s_folder = new();

    public static string FullName => s_folder.Path;

    public static string GetPath(string name) => s_folder[name];

    public static void Delete() => s_folder.Dispose();
}
