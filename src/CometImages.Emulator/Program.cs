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
            WriteIntroduction(host, parsed.Program.StopAtEndOfInput ? "The end of the input" : "Ctrl+C");
            await WaitForEndAsync(parsed.Program.StopAtEndOfInput);
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

    static void WriteIntroduction(EmulatorHost host, string end) => Console.WriteLine(
        $"""
        API            {host.BaseUri}
        Images         {host.ImageUri}
        Control page   {new Uri(host.BaseUri, "/")}
        API key        {host.Key}

        In PowerShell:
          $env:COMETAPI_BASE_URL = '{host.BaseUri}'
          $env:COMETAPI_KEY = '{host.Key.Replace("'", "''", StringComparison.Ordinal)}'

        {end} stops the emulator.
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

    static async Task WaitForEndAsync(bool stopAtEndOfInput)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Ctrl+C reaches all programs in a terminal, and a program that uses the emulator may handle it and continue.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, ends: !stopAtEndOfInput));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, ends: true));
        Task input = stopAtEndOfInput ? Task.Run(Console.In.ReadToEnd) : ended.Task;
        await Task.WhenAny(ended.Task, input);

        void Handle(PosixSignalContext signal, bool ends)
        {
            signal.Cancel = true;
            if (ends)
            {
                ended.TrySetResult();
            }
        }
    }
}
