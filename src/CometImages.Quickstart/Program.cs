using CometImages.Quickstart.Engine;
using CometImages.Quickstart.Host;

namespace CometImages.Quickstart;

static class Program
{
    const int Failed = 1;
    const int WrongArguments = 2;
    const int Interrupted = 130;

    static async Task<int> Main(string[] arguments)
    {
        Screen screen = new();
        QuickstartOptions options;
        try
        {
            options = QuickstartOptions.Read(arguments);
            if (options.Live && !Service.HasKey)
                throw new ArgumentException("-Live talks to the real service, and the environment variable COMETAPI_KEY holds no key. Set it, or leave -Live away: the emulator needs none.");
        }
        catch (ArgumentException error)
        {
            screen.WriteError(error.Message);
            return WrongArguments;
        }

        if (options.Help)
        {
            screen.WriteLine(HelpText.Text);
            return 0;
        }

        // The hosted engine is a guest here: it reports its use to nobody.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        using Interruption interruption = new();
        int code;
        try
        {
            code = await RunAsync(options, screen, interruption.Token);
        }
        catch (Exception error) when (error is IOException or QuickstartException)
        {
            screen.WriteError(error.Message);
            code = Failed;
        }
        catch (OperationCanceledException)
        {
            code = Interrupted;
        }

        return interruption.Token.IsCancellationRequested ? Interrupted : code;
    }

    static async Task<int> RunAsync(QuickstartOptions options, Screen screen, CancellationToken interrupted)
    {
        string folder = MakeFolder(Path.GetFullPath(options.Path ?? (options.Command is null ? Module.DemonstrationFolder : ".")));
        await using Service service = await Service.OpenAsync(options.Live, interrupted);
        if (options.Command is not { } command)
            return new Tour(screen, service, folder, interrupted).Run();
        if (PwshProgram.Find() is { } pwsh)
            return await pwsh.RunAsync(command, folder, interrupted);

        screen.WriteNote("There is no pwsh on PATH: this runs in the bare engine, which has the core commands alone.");
        using EngineSession session = EngineSession.Open(screen, folder, interrupted);
        session.Run(command);
        if (LackingCommands.Explain(session.CommandsNotFound) is { } hint)
            screen.WriteNote(hint);
        return session.ExitCode;
    }

    static string MakeFolder(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new QuickstartException($"The folder {folder} cannot be made: {error.Message}", error);
        }
    }
}
