using System.Text.RegularExpressions;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The files that the pages of this repository link to exist.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(CodeBlock.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(CodeBlock.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(CodeBlock.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_relative_links_are_valid(string page)
    {
        string file = Path.Combine(CodeBlock.Root, page);
        IEnumerable<string> links = Link().Matches(File.ReadAllText(file)).Select(link => link.Groups["to"].Value).Where(link => !link.Contains(':', StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0])), link));
    }

    [GeneratedRegex(@"\]\((?<to>[^)#\s][^)\s]*)\)")]
    private static partial Regex Link();
}
