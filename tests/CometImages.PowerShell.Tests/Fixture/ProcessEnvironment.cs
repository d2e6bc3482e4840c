using Xunit;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>Tests that change what all tests of the process share, and therefore run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "The process's environment";
}
