using System.Management.Automation.Language;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The examples of the help, the README, and the other pages work.</summary>
public sealed class ExampleTests(ExampleRun run) : IClassFixture<ExampleRun>
{
    public static TheoryData<string> Blocks => [.. CodeBlock.All.Select(block => block.Id)];

    public static TheoryData<string> Examples => [.. CodeBlock.All.Where(block => block.IsExample).Select(block => block.Id)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void It_parses(string id)
    {
        Parser.ParseInput(CodeBlock.Find(id).Code, out _, out ParseError[] errors);
        Assert.Empty(errors.Select(error => error.Message));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void It_runs_without_an_error(string id)
    {
        Assert.True(run.Errors.TryGetValue(id, out string[]? errors), $"It did not run: {run.Output}");
        Assert.True(errors.Length == 0, string.Join(Environment.NewLine, errors));
    }

    [Fact]
    public void The_examples_of_help_are_included()
    {
        int inHelp = HelpFile.Commands.Values.Sum(command => command.Descendants(HelpFile.Command + "example").Count());
        Assert.Equal(inHelp, CodeBlock.All.Count(block => block.IsExample && block.Page.Contains("-Comet", StringComparison.Ordinal)));
    }
}
