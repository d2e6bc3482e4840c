using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>
/// A block of PowerShell in a page of this repository. <c>powershell</c> is run, <c>powershell no-run</c> is only parsed, and
/// <c>powershell Name.ps1</c> is a file that other blocks of the page use.
/// </summary>
sealed partial record CodeBlock(string Page, int Line, string Mark, string Code)
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = Path.GetDirectoryName(TestProcess.Manifest)!;

    public static IReadOnlyList<CodeBlock> All { get; } = [.. Pages().SelectMany(Read)];

    public string Id => $"{Page}:{Line}";

    public bool IsExample => Mark.Length == 0;

    /// <summary>The files on a page by their names.</summary>
    public static IReadOnlyDictionary<string, string> FilesOf(string page) =>
        All.Where(block => block.Page == page && block.Mark.EndsWith(".ps1", StringComparison.Ordinal)).ToDictionary(block => block.Mark, block => block.Code);

    public static CodeBlock Find(string id) => All.Single(block => block.Id == id);

    static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Append(Path.Combine(Root, "README.md"));

    static IEnumerable<CodeBlock> Read(string file)
    {
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        return Fence().Matches(text).Select(block => new CodeBlock(
            Path.GetRelativePath(Root, file).Replace('\\', '/'),
            text.AsSpan(0, block.Index).Count('\n') + 1,
            block.Groups["mark"].Value.Trim(),
            block.Groups["code"].Value));
    }

    [GeneratedRegex("^```powershell(?<mark>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
