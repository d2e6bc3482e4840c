using System.Management.Automation;
using System.Xml.Linq;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>Every part of the module has help, and every part of the help has text.</summary>
public sealed class CoverageTests(CommandFacts facts) : IClassFixture<CommandFacts>
{
    public static TheoryData<string> Commands =>
    [
        "Clear-CometImageHistory",
        "Edit-CometImage",
        "Export-CometImageGallery",
        "Get-CometImage",
        "Get-CometImageHistory",
        "Get-CometImageModel",
        "Get-CometQuota",
        "Measure-CometImageCost",
        "New-CometImage",
        "Save-CometImage",
        "Show-CometImage",
        "Test-CometConnection",
    ];

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
        Assert.Equal(facts.Parameters(command).Select(parameter => parameter.Key).Order(), described.Order());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_description_is_empty(string command)
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
    public void Every_example_has_a_title_code_and_remarks(string command)
    {
        XElement[] examples = [.. HelpFile.Commands[command].Descendants(HelpFile.Command + "example")];
        Assert.NotEmpty(examples);
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
    public void A_topic_fits_a_terminal(string topic)
    {
        string[] lines = File.ReadAllLines(Path.Combine(HelpFile.Folder, topic + ".help.txt"));
        Assert.Equal(["TOPIC", "    " + topic, "", "SHORT DESCRIPTION"], lines[..4]);
        Assert.All(lines.Where(line => !line.StartsWith("        ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(lines, line => line.Contains('`', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_topic_lists_every_error_kind()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> kinds = await session.OutputAsync("[Enum]::GetNames([CometImages.CometErrorKind])");
        string topic = File.ReadAllText(Path.Combine(HelpFile.Folder, "about_CometImages.help.txt"));
        Assert.All(kinds, kind => Assert.Contains($"- CometApi.{kind} (", topic, StringComparison.Ordinal));
    }

    static void AssertText(XElement? element) => Assert.False(string.IsNullOrWhiteSpace(element?.Value), $"No text: {element}");
}
