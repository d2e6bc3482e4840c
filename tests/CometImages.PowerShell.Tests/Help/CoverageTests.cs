using System.Xml.Linq;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>Nothing of the module is without help, and nothing of the help without text.</summary>
public sealed class CoverageTests(CommandFacts facts) : IClassFixture<CommandFacts>
{
    public static TheoryData<string> Commands => ["Get-CometImageModel", "New-CometImage", "Save-CometImage"];

    [Fact]
    public void Every_command_has_help_and_no_other()
    {
        Assert.Equal(facts.Commands.Keys.Order(), HelpFile.Commands.Keys.Order());
        Assert.Equal(Commands.Select(row => row.Data).Order(), HelpFile.Commands.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_parameter_has_help_and_no_other(string command)
    {
        IEnumerable<string> described = HelpFile.Commands[command].Element(HelpFile.Command + "parameters")!
            .Elements(HelpFile.Command + "parameter").Select(parameter => parameter.Element(HelpFile.Maml + "name")!.Value);
        Assert.Equal(facts.Syntax(command).Select(parameter => parameter.Name).Order(), described.Order());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Nothing_is_without_text(string command)
    {
        XElement help = HelpFile.Commands[command];
        XElement[] described =
        [
            help.Element(HelpFile.Command + "details")!,
            help,
            .. help.Descendants(HelpFile.Command + "parameter"),
            .. help.Descendants(HelpFile.Command + "inputType"),
            .. help.Descendants(HelpFile.Command + "returnValue"),
        ];
        Assert.All(described, element => AssertText(element.Element(HelpFile.Maml + "description")));
        Assert.NotEmpty(help.Descendants(HelpFile.Command + "inputType"));
        Assert.NotEmpty(help.Descendants(HelpFile.Command + "returnValue"));
        AssertText(help.Element(HelpFile.Maml + "alertSet"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void There_are_examples_with_a_title_code_and_remarks(string command)
    {
        XElement[] examples = [.. HelpFile.Commands[command].Descendants(HelpFile.Command + "example")];
        Assert.InRange(examples.Length, 5, 20);
        Assert.All(examples, example =>
        {
            AssertText(example.Element(HelpFile.Maml + "title"));
            AssertText(example.Element(HelpFile.Dev + "code"));
            AssertText(example.Element(HelpFile.Dev + "remarks"));
        });
    }

    [Theory]
    [InlineData("about_CometImages")]
    [InlineData("about_CometImages_Emulator")]
    public void The_topics_are_there_and_fit_a_terminal(string topic)
    {
        string[] lines = File.ReadAllLines(Path.Combine(HelpFile.Folder, topic + ".help.txt"));
        Assert.Equal(["TOPIC", "    " + topic, "", "SHORT DESCRIPTION"], lines[..4]);
        Assert.All(lines.Where(line => !line.StartsWith("        ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(lines, line => line.Contains('`', StringComparison.Ordinal));
    }

    static void AssertText(XElement? element) => Assert.False(string.IsNullOrWhiteSpace(element?.Value), $"Without text: {element}");
}
