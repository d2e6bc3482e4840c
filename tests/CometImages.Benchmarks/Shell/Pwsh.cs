using System.Diagnostics;

namespace CometImages.Benchmarks.Shell;

/// <summary>A PowerShell process that runs one command after another.</summary>
sealed class Pwsh : IDisposable
{
    const string Loop = """
        $ErrorActionPreference = 'Stop'
        while ($line = [Console]::In.ReadLine()) {
            try { $null = . ([scriptblock]::Create($line)); [Console]::WriteLine() } catch { [Console]::WriteLine($_) }
        }
        """;

    readonly Process _process;

    /// <summary>Starts the process and waits until it can run commands.</summary>
    public Pwsh()
    {
        ProcessStartInfo start = CreateStartInfo(Loop);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        Invoke("'ready'");
    }

    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Creates the start of a process that runs one command and ends.</summary>
    public static ProcessStartInfo CreateStartInfo(string command) =>
        new("dotnet", ["exec", BuildMetadata.Get("Pwsh"), "-NoProfile", "-NonInteractive", "-Command", command])
        {
            Environment =
            {
                ["COMETAPI_KEY"] = "local",
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",

                // On Linux, this is the parent of the spool folder.
                ["XDG_DATA_HOME"] = RunFolder.FullName,
            },
        };

    public void Invoke(string command)
    {
        _process.StandardInput.WriteLine(command);
        if (_process.StandardOutput.ReadLine() is not "" and var error)
        {
            throw new InvalidOperationException($"'{command}' failed: {error}");
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
