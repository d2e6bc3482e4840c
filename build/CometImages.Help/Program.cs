using CometImages.Help.Maml;
using CometImages.Help.Markdown;
using CometImages.Help.Topics;

namespace CometImages.Help;

/// <summary>Converts a folder of Markdown pages to the files that Get-Help reads: MAML for cmdlets, text for about topics.</summary>
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
        catch (HelpPageException e)
        {
            // MSBuild parses this format and reports a build error with file and line.
            Console.Error.WriteLine($"{e.File}({e.Line}): error HELP: {e.Message}");
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
            string file = Path.Combine(output, Path.GetFileNameWithoutExtension(topic) + ".help.txt");
            File.WriteAllText(file, TopicText.Write(MarkdownPage.Read(topic)));
        }
    }
}
