using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests;

/// <summary>Runs these tests with the build for Windows PowerShell 5.1: on .NET Framework on Windows, and on Mono elsewhere.</summary>
public sealed class NetFrameworkTests
{
    static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    static readonly string s_program =
        typeof(NetFrameworkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NetFrameworkTests").Value!;

    static string? Mono => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mono")).FirstOrDefault(File.Exists);

    [Fact]
    public async Task The_tests_pass_on_the_build_for_Windows_PowerShell()
    {
        using TempFolder folder = new();
        string results = folder["results.xml"];
        ProcessStartInfo start = OperatingSystem.IsWindows() ? new(s_program) : new(Mono ?? "mono", [s_program]);
        Assert.SkipWhen(Wine.IsPresent, "Wine has no .NET Framework.");
        Assert.SkipWhen(!OperatingSystem.IsWindows() && Mono is null, "There is no mono on PATH, so the build for Windows PowerShell was not tried.");
        start.ArgumentList.Add("-noColor");
        start.ArgumentList.Add("-xml");
        start.ArgumentList.Add(results);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        string errorOutput;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_timeout, TestContext.Current.CancellationToken);
            errorOutput = await error;
            Assert.True(File.Exists(results), await output + errorOutput);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        XElement run = XDocument.Load(results).Root!.Element("assembly")!;
        TestContext.Current.TestOutputHelper!.WriteLine($"{run.Attribute("passed")!.Value} passed on {run.Attribute("environment")!.Value}.");
        string[] failed = [.. run.Descendants("test").Where(test => test.Element("failure") is not null)
            .Select(test => $"{test.Attribute("name")!.Value}: {test.Element("failure")!.Value}")];
        Assert.True(failed.Length == 0, string.Join(Environment.NewLine, failed));
        Assert.NotEqual(0, (int)run.Attribute("passed")!);
        Assert.Equal(0, (int)run.Attribute("errors")!);

        // Mono can crash when it ends, because it aborts the thread of its timers while that thread sorts them. The results are complete then.
        bool isMonoCrash = Mono is not null && errorOutput.Contains(nameof(ThreadAbortException), StringComparison.Ordinal)
            && errorOutput.Contains("Timer+Scheduler", StringComparison.Ordinal);
        Assert.True(process.ExitCode == 0 || isMonoCrash, errorOutput);
    }
}
