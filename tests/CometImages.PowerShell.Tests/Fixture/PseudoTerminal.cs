using System.Diagnostics;
using System.Text;
using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>An interactive pwsh in a pseudo terminal, which the program script of util-linux opens.</summary>
sealed class PseudoTerminal : IDisposable
{
    static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    // The variables by which other terminals are recognized.
    static readonly string[] s_variables =
    [
        "TERM_PROGRAM", "LC_TERMINAL", "KITTY_WINDOW_ID", "MLTERM", "TMUX", "STY", "ZELLIJ", "COLORTERM", "KONSOLE_VERSION", "WT_SESSION",
        "NO_COLOR",
    ];

    readonly Process _process;
    readonly StringBuilder _received = new();

    /// <param name="script">The script file that pwsh runs.</param>
    /// <param name="environment">The variables that differ from this process.</param>
    public PseudoTerminal(string script, IReadOnlyDictionary<string, string> environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The program script opens a pseudo terminal on Linux.");
        Dictionary<string, string?> variables = s_variables.ToDictionary(name => name, _ => (string?)null);
        variables["TERM"] = "xterm-256color";
        foreach ((string name, string value) in environment)
        {
            variables[name] = value;
        }

        string command = $"'{ChildProgram.Dotnet}' exec '{TestProcess.BuildPath("Pwsh")}' -NoLogo -NoProfile -File '{script}'";
        _process = ChildProgram.Start("/usr/bin/script", variables, "-qefc", command, "/dev/null");
    }

    /// <summary>Reads until a text, and returns everything that was received before it and since the last call, with the text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (!_received.ToString().Contains(text, StringComparison.Ordinal))
        {
            if (!await ReadAsync())
            {
                throw new InvalidOperationException($"The terminal received: {_received}");
            }
        }

        int end = _received.ToString().IndexOf(text, StringComparison.Ordinal) + text.Length;
        string before = _received.ToString(0, end);
        _received.Remove(0, end);
        return before;
    }

    public async Task<string> ReadToEndAsync()
    {
        while (await ReadAsync())
        {
        }

        return _received.ToString();
    }

    /// <summary>Sends what a terminal responds or a user types.</summary>
    public async Task SendAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    async Task<bool> ReadAsync()
    {
        char[] buffer = new char[4096];
        int read = await _process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(s_timeout);
        _received.Append(buffer, 0, read);
        return read > 0;
    }
}
