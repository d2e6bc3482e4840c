using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

/// <summary>The demonstration, run twice in the same folder.</summary>
public sealed class DemonstrationRun : IAsyncLifetime
{
    readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    public QuickstartResult First { get; private set; } = null!;

    public QuickstartResult Second { get; private set; } = null!;

    /// <summary>The files that a run says it saved.</summary>
    public static IReadOnlyList<string> SavedFiles(QuickstartResult run) =>
        [.. run.Lines.SkipWhile(line => line != "Saved:").Skip(1).TakeWhile(line => line.Length > 0)];

    public async ValueTask InitializeAsync()
    {
        First = await QuickstartProgram.RunAsync(Folder, "-Path", Folder);
        Second = await QuickstartProgram.RunAsync(Folder, "-Path", Folder);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
