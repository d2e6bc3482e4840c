using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

/// <summary>The built quickstart, as a process of its own with redirected streams.</summary>
sealed class QuickstartProgram : IDisposable
{
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    static readonly string s_dll =
        typeof(QuickstartProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Quickstart").Value!;

    // shared/Microsoft.NETCore.App/VERSION below the folder of dotnet itself.
    static readonly string s_dotnet = Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    readonly Process _process;
    readonly Task<string> _errors;

    QuickstartProgram(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts it where no pwsh is found, so that -Command runs in the bare engine.</summary>
    public static QuickstartProgram Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        ProcessStartInfo start = new(s_dotnet, [s_dll, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = folder;
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new QuickstartProgram(start);
    }

    public static Task<QuickstartResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, environment: null, arguments);

    public static async Task<QuickstartResult> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using QuickstartProgram program = Start(folder, environment, arguments);
        return await program.EndAsync();
    }

    /// <summary>The next line of its output; null when there is none any more.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_longest);

    public async Task<QuickstartResult> EndAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(s_longest);
        string errors = await _errors.WaitAsync(s_longest);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_longest);
        return new QuickstartResult(_process.ExitCode, output, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
