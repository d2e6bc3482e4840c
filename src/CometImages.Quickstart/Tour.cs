using CometImages.Quickstart.Engine;
using CometImages.Quickstart.Host;

namespace CometImages.Quickstart;

/// <summary>Runs the demonstration: each line as a person would see it at a prompt, then what it gave.</summary>
sealed class Tour(Screen screen, Service service, string folder, CancellationToken interrupted)
{
    public int Run()
    {
        screen.WriteLine(service.Description);
        screen.WriteLine($"Files go to {folder}");
        using EngineSession session = EngineSession.Open(screen, folder, interrupted);
        session.RememberPictures();
        foreach (DemonstrationLine line in service.IsLive ? Demonstration.Live : Demonstration.Emulated)
        {
            interrupted.ThrowIfCancellationRequested();
            Show(line);
            session.Run(line.Command);
        }

        interrupted.ThrowIfCancellationRequested();
        ListFiles(session.SavedFiles);
        return session.ExitCode;
    }

    void Show(DemonstrationLine line)
    {
        screen.WriteLine("");
        screen.WriteLine($"PS> # {line.Shows}", Colour.Green);
        string prompt = "PS> ";
        foreach (string text in line.Command.ReplaceLineEndings("\n").Split('\n'))
        {
            screen.WriteLine(prompt + text, Colour.Bright);
            prompt = ">> ";
        }
    }

    void ListFiles(IReadOnlyList<string> files)
    {
        screen.WriteLine(files.Count == 0 ? "No file was saved." : "Saved:");
        foreach (string file in files)
            screen.WriteLine("  " + file);
        screen.WriteLine("");
        screen.WriteLine("Your own pipeline: add  -- -Command \"'A boat' | New-CometImage | Save-CometImage ./pictures\"   All else: add  -- -Help");
    }
}
