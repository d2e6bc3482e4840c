using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The engine's own Get-Help reads what was built.</summary>
public sealed class GetHelpTests
{
    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public async Task It_finds_synopsis_examples_and_every_parameter(string command)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Name", command);
        IReadOnlyList<PSObject> told = await session.OutputAsync(
            """
            $help = Get-Help $Name -Full
            $help.Synopsis
            $help.examples.example.Count
            $help.parameters.parameter.Count
            (Get-Help $Name -Parameter *).Count
            """);
        int parameters = HelpFile.Commands[command].Element(HelpFile.Command + "parameters")!.Elements().Count();
        int examples = HelpFile.Commands[command].Descendants(HelpFile.Command + "example").Count();
        Assert.Equal(
            [HelpFile.Commands[command].Element(HelpFile.Command + "details")!.Element(HelpFile.Maml + "description")!.Value, $"{examples}", $"{parameters}", $"{parameters}"],
            told.Select(line => line.ToString()));
    }

    [Theory]
    [InlineData("about_CometImages", "CometApi.UrlExpired")]
    [InlineData("about_CometImages_Emulator", "reset-before-headers")]
    public async Task It_finds_the_topics(string topic, string says)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Contains(says, (await session.OutputAsync($"Get-Help {topic}"))[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_topic_lists_every_kind_of_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> kinds = await session.OutputAsync("[Enum]::GetNames([CometImages.CometErrorKind])");
        string topic = File.ReadAllText(Path.Combine(HelpFile.Folder, "about_CometImages.help.txt"));
        Assert.All(kinds, kind => Assert.Contains($"- CometApi.{kind} (", topic, StringComparison.Ordinal));
    }
}
