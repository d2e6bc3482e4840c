using Xunit;

namespace CometImages.PowerShell.Tests.Package;

/// <summary>Tests that look at one and the same package.</summary>
[CollectionDefinition(Name)]
public sealed class SamePackage : ICollectionFixture<MadePackage>
{
    public const string Name = "The package";
}
