using System.Globalization;
using BenchmarkDotNet.Running;
using CometImages.Benchmarks;
using CometImages.Benchmarks.Comparing;
using CometImages.Benchmarks.Service;
using CometImages.Benchmarks.Shell;

const int Rounds = 15;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["serve"])
{
    BareServer.Run();
    return;
}

using ServerProcess server = ServerProcess.Start();
switch (args)
{
    case ["compare" or "shell" or "all", ..]:
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Rounds;
        Console.WriteLine($"{Machine.Describe()}; medians of {rounds} rounds, all in turn\n");
        if (args[0] != "shell")
        {
            await PictureComparison.RunAsync(rounds);
            await UrlComparison.RunAsync(rounds);
        }

        await ShellComparison.RunAsync(rounds);
        if (args[0] == "all")
        {
            BenchmarkSwitcher.FromAssembly(typeof(PictureBenchmarks).Assembly).RunAllJoined();
        }

        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PictureBenchmarks).Assembly).Run(args);
        break;
}
