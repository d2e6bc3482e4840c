using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CometImages.Emulator.Hosting;

/// <summary>A running emulator. It ends with this process, whatever ends that.</summary>
sealed class EmulatorProgram : IDisposable
{
    static readonly string s_program = typeof(EmulatorProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Emulator").Value!;

    readonly Process _process;

    EmulatorProgram(Process process, string introduction)
    {
        _process = process;
        BaseUri = new Uri(Find("API"));
        ImageUri = new Uri(Find("Images"));
        Key = Find("API key");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();

        string Find(string name) => Regex.Match(introduction, $@"(?m)^{name} +(\S+)").Groups[1].Value;
    }

    public Uri BaseUri { get; }

    public Uri ImageUri { get; }

    public string Key { get; }

    public static async Task<EmulatorProgram> StartAsync()
    {
        ProcessStartInfo start = new("dotnet", $"\"{s_program}\" --port 0") { RedirectStandardOutput = true, UseShellExecute = false };
        Process process = Process.Start(start)!;
        string introduction = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            introduction += line + "\n";
            if (line.StartsWith("Ctrl+C", StringComparison.Ordinal))
            {
                // The later output is discarded, so that the emulator doesn't wait for a reader.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new EmulatorProgram(process, introduction);
            }
        }

        throw new InvalidOperationException($"The emulator does not start: {s_program}");
    }

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
