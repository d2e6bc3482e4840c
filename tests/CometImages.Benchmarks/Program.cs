using System.Reflection;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CometImages.Benchmarks;
using CometImages.Benchmarks.Shell;

if (args is ["serve"])
{
    ServerProcess.Serve();
    return;
}

while (args is ["--module", string manifest, ..])
{
    ModuleBuild.All.Add(new ModuleBuild(Path.GetFullPath(manifest)));
    args = args[2..];
}

using ServerProcess server = new();
Summary[] summaries =
    [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args is [] ? ["--filter", "*"] : args, Configuration.Create())];

// The log goes to standard error, so standard output can be redirected to a page.
foreach (Summary summary in summaries)
{
    if (summary == summaries[0])
    {
        Console.WriteLine($"\n```\n{DateTime.Now:yyyy-MM-dd}, {string.Join('\n', summary.HostEnvironmentInfo.ToFormattedString())}\n```");
    }

    AccumulationLogger report = new();
    MarkdownExporter.GitHub.ExportToLog(summary, report);
    Console.WriteLine($"\n### {summary.BenchmarksCases[0].Descriptor.Type.GetCustomAttribute<DescriptionAttribute>()!.Description}\n");
    Console.WriteLine(string.Join('\n', report.GetLog().Split('\n').Where(line => line.StartsWith('|'))));
}

RunFolder.Delete();
