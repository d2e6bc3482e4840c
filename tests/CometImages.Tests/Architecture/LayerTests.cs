using CometImages.PowerShell.Commands;
using Xunit;

namespace CometImages.Tests.Architecture;

/// <summary>A folder is a namespace is a layer. An arrow back up is a mistake that the compiler doesn't find.</summary>
public sealed class LayerTests
{
    [Fact]
    public void The_core_uses_only_what_is_below() => Assert.Empty(new AssemblyLayers(
        typeof(CometClient).Assembly,
        ["", "Generation", "Operations", "Pricing", "Requests", "Responses", "History", "Pipeline", "Transport", "Storage", "Images", "Models", "Errors", "Text"],
        new Dictionary<Type, string>
        {
            [typeof(CometImage)] = "Images",
            [typeof(CostBasis)] = "Images",
            [typeof(HistoryStatus)] = "History",
            [typeof(ImageResponseFormat)] = "Models",
            [typeof(CometApiException)] = "Errors",
            [typeof(CometErrorKind)] = "Errors",
        }).FindViolations());

    [Fact]
    public void The_cmdlets_use_only_what_is_below() => Assert.Empty(new AssemblyLayers(
        typeof(NewCometImageCommand).Assembly,
        ["Commands", "Abstractions", "Diagnostics", "Execution", "Planning", "Completion", "Display", "Binding", "Settings", "Errors", ""]).FindViolations());

    [Fact]
    public void The_emulator_uses_only_what_is_below() => Assert.Empty(new AssemblyLayers(
        typeof(EmulatorHost).Assembly,
        ["", "CommandLine", "Hosting", "Endpoints", "Middleware", "Faults", "Models", "Billing", "Journal", "Responses", "Rendering", "Configuration"])
        .FindViolations());
}
