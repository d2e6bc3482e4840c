using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Tests that change the environment of the process, and therefore run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "The process's environment";
}
