using CometImages.Benchmarks.Comparing;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Shell;

/// <summary>The module in PowerShell, where there is one.</summary>
static class ShellComparison
{
    const int CallsARound = 60;

    static readonly (string Name, string Way)[] s_ways = [("`New-CometImage -OutFile`", "Module"), ("`Invoke-RestMethod`, `FromBase64String`", "Idiom")];

    public static async Task RunAsync(int rounds)
    {
        if (ChildProcess.Find("pwsh") is not { } path)
        {
            Console.WriteLine("There is no pwsh here, so nothing was measured in it.\n");
            return;
        }

        using TempFolder folder = new();
        Pwsh pwsh = new(path, folder);
        await CompareCallsAsync(pwsh, rounds * CallsARound);
        await CompareImportsAsync(pwsh, folder, rounds);
        if (OperatingSystem.IsLinux())
        {
            await CompareMemoryAsync(pwsh, folder, Math.Min(rounds, 3));
        }
        else
        {
            Console.WriteLine("The peak of a process's memory is read on Linux only.\n");
        }
    }

    static async Task CompareCallsAsync(Pwsh pwsh, int calls)
    {
        Series bare = new("bare `HttpClient`, compiled");
        Series comet = new("`New-CometImage`");
        foreach (double[] call in await pwsh.RunAsync("url-answer.ps1", Pwsh.Manifest, $"{calls}"))
        {
            bare.Add(call[0]);
            comet.Add(call[1]);
        }

        PrintMore("pwsh: 1 small answer with a URL, warm", bare, comet);
    }

    static async Task CompareImportsAsync(Pwsh pwsh, TempFolder folder, int rounds)
    {
        await pwsh.RunAsync("empty-module.ps1", Pwsh.Manifest, folder.FullName);
        (Series Series, string Manifest)[] modules =
        [
            (new("an empty binary module"), Path.Combine(folder.FullName, "Empty.psd1")),
            (new("the same with an empty format file"), Path.Combine(folder.FullName, "EmptyWithFormat.psd1")),
            (new("CometImages"), Pwsh.Manifest),
        ];
        for (int round = -1; round < rounds; round++)
        {
            foreach ((Series series, string manifest) in modules)
            {
                double milliseconds = (await pwsh.RunAsync("import.ps1", manifest))[0][0];
                if (round >= 0)
                {
                    series.Add(milliseconds);
                }
            }
        }

        PrintMore("pwsh: Import-Module", [.. modules.Select(module => module.Series)]);
    }

    static async Task CompareMemoryAsync(Pwsh pwsh, TempFolder folder, int rounds)
    {
        MarkdownTable table = new($"pwsh: {Answer.Ten.Title}", "peak MB after 1 small", "after the 10", "more, MB", "ms, first time");
        foreach ((string name, string way) in s_ways)
        {
            Series before = new(name);
            Series after = new(name);
            Series time = new(name);
            for (int round = 0; round < rounds; round++)
            {
                using TempFolder pictures = new();
                double[] run = (await pwsh.RunAsync(
                    "peak-memory.ps1", Pwsh.Manifest, way, $"{ServerProcess.BaseUri(Answer.Small)}", $"{ServerProcess.BaseUri(Answer.Ten)}", pictures.FullName))[0];
                before.Add(run[0] / 1024);
                after.Add(run[1] / 1024);
                time.Add(run[2]);
            }

            table.Add(name, $"{before.Median:0.0}", $"{after.Median:0.0}", $"{after.MoreThan(before):0.0}", $"{time.Median:0}");
        }

        table.Print();
    }

    static void PrintMore(string title, params Series[] all)
    {
        MarkdownTable table = new(title, "median ms", "fastest ms", "more than the first, ms");
        foreach (Series series in all)
        {
            table.Add(series.Name, $"{series.Median:0.00}", $"{series.Fastest:0.00}", $"{series.MoreThan(all[0]):0.00}");
        }

        table.Print();
    }
}
