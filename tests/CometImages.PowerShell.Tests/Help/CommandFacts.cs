using System.Collections;
using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>The cmdlets as the engine describes them.</summary>
public sealed class CommandFacts : IAsyncLifetime
{
    public IReadOnlyDictionary<string, CmdletInfo> Commands { get; private set; } = new Dictionary<string, CmdletInfo>();

    /// <summary>The parameter sets of a cmdlet, the default one first.</summary>
    public IReadOnlyList<CommandParameterSetInfo> ParameterSets(string command) =>
        [.. Commands[command].ParameterSets.OrderByDescending(parameterSet => parameterSet.IsDefault)];

    /// <summary>The parameters of a parameter set in the order of its syntax, without the common parameters except -WhatIf and -Confirm.</summary>
    public static IReadOnlyList<CommandParameterInfo> Syntax(CommandParameterSetInfo parameterSet) => [.. parameterSet.Parameters
        .Where(parameter => parameter.Name is "WhatIf" or "Confirm" || !Cmdlet.CommonParameters.Contains(parameter.Name))];

    /// <summary>The parameters of a cmdlet, each as its parameter sets describe it.</summary>
    public IReadOnlyList<IGrouping<string, CommandParameterInfo>> Parameters(string command) =>
        [.. ParameterSets(command).SelectMany(Syntax).GroupBy(parameter => parameter.Name)];

    /// <summary>The value of a parameter before binding, or null when the cmdlet applies its default later.</summary>
    public string? Default(string command, string parameter)
    {
        Type type = Commands[command].ImplementingType;
        using IDisposable instance = (IDisposable)Activator.CreateInstance(type)!;
        return type.GetProperty(parameter)?.GetValue(instance) switch
        {
            null or DateTime { Ticks: 0 } => null,
            SwitchParameter given => given.IsPresent.ToString(),
            string text => text,
            IEnumerable list => string.Join(", ", list.Cast<object>()) is { Length: > 0 } items ? items : null,
            { } other => other.ToString(),
        };
    }

    public async ValueTask InitializeAsync()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> commands = await session.OutputAsync("Get-Command -Module CometImages");
        Commands = commands.Select(command => (CmdletInfo)command.BaseObject).ToDictionary(command => command.Name);
        foreach (CmdletInfo command in Commands.Values)
        {
            // The engine loads the parameters on first use, which needs the session.
            _ = command.ParameterSets.Count;
        }
    }

    public ValueTask DisposeAsync() => default;
}
