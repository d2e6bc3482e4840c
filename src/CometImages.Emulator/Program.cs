using System.Globalization;
using System.Runtime.InteropServices;
using CometImages.Emulator.CommandLine;

namespace CometImages.Emulator;

static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h" or "-?" or "/?"))
        {
            Console.Write(HelpText.Write());
            return 0;
        }

        CommandLineOptions? asked = null;
        try
        {
            asked = CommandLineOptions.Read(arguments);
            await using EmulatorHost host = await EmulatorHost.StartAsync(asked.Options);
            foreach (FaultRule rule in asked.Faults)
                host.Faults.Add(rule);
            host.Journal.Answered += Report;
            Introduce(host);
            await StopAskedAsync();
            return 0;
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message.ReplaceLineEndings(" "));
        }
        catch (IOException error) when (asked is not null)
        {
            Console.Error.WriteLine(
                $"{error.Message} Choose another with --port (now {asked.Options.Port}) "
                + $"or --picture-port (now {asked.Options.PicturePort}); 0 takes any free one.");
        }

        return 1;
    }

    static void Introduce(EmulatorHost host)
    {
        Console.WriteLine($"The emulated API   {host.BaseUri}");
        Console.WriteLine($"Its pictures       {host.PictureUri}");
        Console.WriteLine($"Control page       {new Uri(host.BaseUri, "/")}");
        Console.WriteLine($"Key                {host.Key}");
        Console.WriteLine();
        Console.WriteLine("In PowerShell:");
        Console.WriteLine($"  $env:COMETAPI_BASE_URL = '{host.BaseUri}'");
        Console.WriteLine($"  $env:COMETAPI_KEY = '{host.Key.Replace("'", "''", StringComparison.Ordinal)}'");
        Console.WriteLine();
        Console.WriteLine("Ctrl+C stops it.");
    }

    static void Report(JournalEntry entry)
    {
        double milliseconds = ((entry.EndedAt ?? entry.StartedAt) - entry.StartedAt).TotalMilliseconds;
        string left = entry.ClientAborted ? " (the client left)" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.StartedAt.ToLocalTime():HH:mm:ss} {entry.Method} {entry.Route} {entry.Model ?? "-"} "
            + $"{entry.Status} {entry.Fault ?? "-"} {milliseconds:0} ms{left}"));
    }

    static async Task StopAskedAsync()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.TrySetResult();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await asked.Task;
    }
}
