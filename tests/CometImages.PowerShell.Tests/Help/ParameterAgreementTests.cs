using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The help describes every parameter as the engine does.</summary>
public sealed class ParameterAgreementTests(CommandFacts facts) : IClassFixture<CommandFacts>
{
    // Defaults that a cmdlet applies when it runs.
    static readonly Dictionary<string, string> s_appliedDefaults = new()
    {
        ["New-CometImage -Model"] = "The environment variable COMETAPI_IMAGE_MODEL, else gpt-image-2",
        ["New-CometImage -Count"] = "1",
        ["Edit-CometImage -Model"] = "The environment variable COMETAPI_IMAGE_MODEL, else gpt-image-2",
        ["Edit-CometImage -Count"] = "1",
        ["Save-CometImage -Destination"] = "The current location",
        ["Show-CometImage -Width"] = "Half of the window",
        ["Measure-CometImageCost -Model"] = "The environment variable COMETAPI_IMAGE_MODEL, else gpt-image-2",
        ["Measure-CometImageCost -Count"] = "1",
        ["Measure-CometImageCost -ApiKey"] = "The environment variable COMETAPI_KEY",
        ["Measure-CometImageCost -BaseUri"] = "The environment variable COMETAPI_BASE_URL, else https://api.cometapi.com/v1",
        ["New-CometImage -ApiKey"] = "The environment variable COMETAPI_KEY",
        ["Edit-CometImage -ApiKey"] = "The environment variable COMETAPI_KEY",
        ["Get-CometImageModel -ApiKey"] = "The environment variable COMETAPI_KEY",
        ["Get-CometQuota -ApiKey"] = "The environment variable COMETAPI_KEY",
        ["Test-CometConnection -ApiKey"] = "The environment variable COMETAPI_KEY",
        ["New-CometImage -BaseUri"] = "The environment variable COMETAPI_BASE_URL, else https://api.cometapi.com/v1",
        ["Edit-CometImage -BaseUri"] = "The environment variable COMETAPI_BASE_URL, else https://api.cometapi.com/v1",
        ["Get-CometImageModel -BaseUri"] = "The environment variable COMETAPI_BASE_URL, else https://api.cometapi.com/v1",
        ["Get-CometQuota -BaseUri"] = "The environment variable COMETAPI_BASE_URL, else https://api.cometapi.com/v1",
        ["Test-CometConnection -BaseUri"] = "The environment variable COMETAPI_BASE_URL, else https://api.cometapi.com/v1",
    };

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void Types(string command) => AssertAgree(
        command, parameter => TypeName(parameter.ParameterType), help => help.Element(HelpFile.Dev + "type")!.Element(HelpFile.Maml + "name")!.Value);

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_help_says_whether_a_parameter_set_requires_a_parameter(string command) => Assert.All(
        facts.Parameters(command), parameter => Assert.Equal(
            Text(parameter.Any(inSet => inSet.IsMandatory)), HelpFile.Parameter(command, parameter.Key).Attribute("required")!.Value));

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void Positions(string command) => AssertAgree(
        command, parameter => parameter.Position < 0 ? "named" : $"{parameter.Position}", help => help.Attribute("position")!.Value);

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void Aliases(string command) => AssertAgree(
        command, parameter => parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases), help => help.Attribute("aliases")!.Value);

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_help_says_what_binds_from_the_pipeline(string command) => Assert.All(facts.Parameters(command), parameter => Assert.Equal(
        Pipeline(parameter), HelpFile.Parameter(command, parameter.Key).Attribute("pipelineInput")!.Value));

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void Wildcards(string command) => AssertAgree(
        command, parameter => Text(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()), help => help.Attribute("globbing")!.Value);

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void Defaults(string command) => AssertAgree(
        command,
        parameter => facts.Default(command, parameter.Name)
            ?? s_appliedDefaults.GetValueOrDefault($"{command} -{parameter.Name}")
            ?? (parameter.ParameterType == typeof(SwitchParameter) ? "False" : "None"),
        help => help.Element(HelpFile.Dev + "defaultValue")!.Value);

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_help_says_the_range_of_a_value(string command) => Assert.All(facts.Parameters(command), parameter =>
    {
        foreach (ValidateRangeAttribute range in parameter.First().Attributes.OfType<ValidateRangeAttribute>())
        {
            string text = HelpFile.Parameter(command, parameter.Key).Element(HelpFile.Maml + "description")!.Value;
            Assert.Matches($@"from {range.MinRange}( \(never\))? to {range.MaxRange}\b", text);
        }
    });

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_syntax_lists_the_values_of_an_enumeration(string command) => Assert.All(SyntaxParameters(command), pair =>
    {
        if ((Nullable.GetUnderlyingType(pair.Fact.ParameterType) ?? pair.Fact.ParameterType) is { IsEnum: true } type)
        {
            XElement group = pair.Help.Element(HelpFile.Command + "parameterValueGroup")!;
            Assert.Equal(Enum.GetNames(type), group.Elements().Select(value => value.Value));
        }
    });

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_syntax_of_each_parameter_set_has_the_order_of_Get_Command(string command) => Assert.Equal(
        facts.ParameterSets(command).Select(parameterSet => Shown(CommandFacts.Syntax(parameterSet))),
        HelpFile.Syntax(command).Select(parameters => parameters.Select(parameter => parameter.Element(HelpFile.Maml + "name")!.Value)));

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_syntax_of_each_parameter_set_says_what_is_mandatory(string command) => Assert.All(SyntaxParameters(command), pair =>
        Assert.Equal(Text(pair.Fact.IsMandatory), pair.Help.Attribute("required")!.Value));

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_help_says_the_output_types(string command) => Assert.Equal(
        facts.Commands[command].OutputType.Select(type => type.Name).DefaultIfEmpty("None"),
        HelpFile.Commands[command].Descendants(HelpFile.Command + "returnValue").Select(value => value.Element(HelpFile.Dev + "type")!.Element(HelpFile.Maml + "name")!.Value));

    [Theory]
    [MemberData(nameof(CoverageTests.Commands), MemberType = typeof(CoverageTests))]
    public void The_help_links_the_online_page(string command)
    {
        XElement link = HelpFile.Commands[command].Descendants(HelpFile.Maml + "navigationLink").First();
        Assert.Equal(facts.Commands[command].ImplementingType.GetCustomAttribute<CmdletAttribute>()!.HelpUri, link.Element(HelpFile.Maml + "uri")!.Value);
        Assert.EndsWith($"/docs/en-US/{command}.md", link.Value, StringComparison.Ordinal);
    }

    // What all parameter sets must agree on.
    void AssertAgree(string command, Func<CommandParameterInfo, string> actual, Func<XElement, string> described)
    {
        IReadOnlyList<IGrouping<string, CommandParameterInfo>> parameters = facts.Parameters(command);
        Assert.Equal(
            parameters.Select(parameter => $"-{parameter.Key}: {string.Join(" or ", parameter.Select(actual).Distinct())}"),
            parameters.Select(parameter => $"-{parameter.Key}: {described(HelpFile.Parameter(command, parameter.Key))}"));
    }

    // Each parameter of each parameter set and its help in the syntax.
    IEnumerable<(CommandParameterInfo Fact, XElement Help)> SyntaxParameters(string command) =>
        facts.ParameterSets(command).Zip(HelpFile.Syntax(command)).SelectMany(pair => CommandFacts.Syntax(pair.First)
            .Join(pair.Second, fact => fact.Name, help => help.Element(HelpFile.Maml + "name")!.Value, (fact, help) => (fact, help)));

    // Get-Command -Syntax shows positional parameters first, then the others as they are declared.
    static IEnumerable<string> Shown(IEnumerable<CommandParameterInfo> parameters) => parameters
        .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
        .ThenBy(parameter => parameter is { Position: < 0, IsMandatory: true } ? 0 : 1)
        .ThenBy(parameter => parameter.Name switch { "WhatIf" => 1, "Confirm" => 2, _ => 0 })
        .Select(parameter => parameter.Name);

    static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    static string Pipeline(IEnumerable<CommandParameterInfo> parameter) =>
        (parameter.Any(inSet => inSet.ValueFromPipelineByPropertyName), parameter.Any(inSet => inSet.ValueFromPipeline)) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByPropertyName)",
            (false, true) => "True (ByValue)",
            _ => "False",
        };

    static string Text(bool value) => value ? "true" : "false";
}
