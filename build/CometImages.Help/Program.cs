using CometImages.Help.Maml;
using CometImages.Help.Pages;
using CometImages.Help.Topics;

namespace CometImages.Help;

/// <summary>Turns a folder of pages into the files that Get-Help reads: MAML for the cmdlets, text for the topics.</summary>
static class Program
{
    static int Main(string[] arguments)
    {
        if (arguments is not [string pages, string output])
        {
            Console.Error.WriteLine("Usage: CometImages.Help <folder of pages> <output folder>");
            return 2;
        }

        try
        {
            Build(pages, output);
            return 0;
        }
        catch (PageException error)
        {
            // The form that MSBuild takes for an error of the build.
            Console.Error.WriteLine($"{error.File}({error.Line}): error HELP: {error.Message}");
            return 1;
        }
    }

    static void Build(string pages, string output)
    {
        string[] files = [.. Directory.EnumerateFiles(pages, "*.md").Order(StringComparer.Ordinal)];
        ILookup<bool, string> topics = files.ToLookup(file => Path.GetFileName(file).StartsWith("about_", StringComparison.Ordinal));
        Directory.CreateDirectory(output);
        foreach (IGrouping<string, CommandPage> help in topics[false].Select(CommandPageReader.Read).GroupBy(page => page.HelpFile))
        {
            MamlFile.Write(help, Path.Combine(output, help.Key));
        }

        foreach (string topic in topics[true])
        {
            File.WriteAllText(Path.Combine(output, Path.GetFileNameWithoutExtension(topic) + ".help.txt"), TopicText.Write(MarkdownPage.Read(topic)));
        }
    }
}
