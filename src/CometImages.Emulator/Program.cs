using System.Globalization;
using System.Runtime.InteropServices;
using CometImages.Emulator.CommandLine;
using CometImages.Emulator.Hosting;
using CometImages.Emulator.Journal;

namespace CometImages.Emulator;

static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h" or "-?" or "/?"))
        {
            Console.Write(HelpText.Create());
            return 0;
        }

        CommandLineOptions? parsed = null;
        try
        {
            parsed = CommandLineOptions.Parse(arguments);
            await using EmulatorHost host = await EmulatorHost.StartAsync(parsed.Options);
            Array.ForEach(parsed.Faults, host.Faults.Add);
            host.Journal.Completed += WriteRequest;
            WriteIntroduction(host);
            await WaitForSignalAsync();
            return 0;
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message.ReplaceLineEndings(" "));
        }
        catch (IOException error) when (parsed is not null)
        {
            Console.Error.WriteLine(
                $"{error.Message} Specify another port with --port (now {parsed.Options.Port}) or --image-port "
                + $"(now {parsed.Options.ImagePort}); 0 uses any free port.");
        }

        return 1;
    }

    static void WriteIntroduction(EmulatorHost host) => Console.WriteLine(
        $"""
        API            {host.BaseUri}
        Images         {host.ImageUri}
        Control page   {new Uri(host.BaseUri, "/")}
        API key        {host.Key}

        In PowerShell:
          $env:COMETAPI_BASE_URL = '{host.BaseUri}'
          $env:COMETAPI_KEY = '{host.Key.Replace("'", "''", StringComparison.Ordinal)}'

        Ctrl+C stops the emulator.
        """);

    static void WriteRequest(JournalEntry entry)
    {
        double milliseconds = (entry.EndedAt! - entry.StartedAt).Value.TotalMilliseconds;
        string aborted = entry.ClientAborted ? ", aborted by the client" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.StartedAt.ToLocalTime():HH:mm:ss} {entry.Method} {entry.Route} {entry.Model ?? "-"} "
            + $"{entry.Status} {entry.Fault ?? "-"} {milliseconds:0} ms{aborted}"));
    }

    static async Task WaitForSignalAsync()
    {
        TaskCompletionSource signaled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await signaled.Task;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            signaled.TrySetResult();
        }
    }
}
