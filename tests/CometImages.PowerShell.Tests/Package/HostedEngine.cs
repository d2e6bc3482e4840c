using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CometImages.PowerShell.Tests.Fixture;
using Engine = System.Management.Automation.PowerShell;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>An engine in a process of its own that has loaded nothing yet; in this one, the module from the checkout is loaded already.</summary>
static class HostedEngine
{
    const string Option = "--script";

    /// <summary>The script file that this process is started for; null when it is started for the tests.</summary>
    public static string? ScriptOf(string[] arguments) => arguments is [Option, string file] ? file : null;

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string script, IReadOnlyDictionary<string, string?> environment) =>
        ChildProgram.RunAsync(ChildProgram.Dotnet, environment, [typeof(HostedEngine).Assembly.Location, Option, script]);

    public static int Run(string file)
    {
        using Engine shell = Engine.Create(InitialSessionState.CreateDefault2());
        try
        {
            shell.AddScript(File.ReadAllText(file)).Invoke();
            return 0;
        }
        catch (RuntimeException e)
        {
            Console.Error.WriteLine(e.ErrorRecord);
            return 1;
        }
    }
}
