using System.Text.Json;
using CometImages.Emulator;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Help;

/// <summary>Runs every example once, in one pwsh, against one emulator.</summary>
public sealed class ExampleRun : IAsyncLifetime
{
    // The address in the examples.
    const string DefaultOrigin = "http://127.0.0.1:5077";

    /// <summary>The errors of each example that ran, by its id.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; private set; } = new Dictionary<string, string[]>();

    /// <summary>What pwsh itself said.</summary>
    public string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using TempFolder folder = new();
        using InstalledModule module = new();
        await using EmulatorHost emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Settings = { SamePicture = true } });
        string origin = emulator.BaseUri.GetLeftPart(UriPartial.Authority);
        string examples = folder["examples.json"];
        await File.WriteAllTextAsync(examples, JsonSerializer.Serialize(CodeBlock.All
            .Where(block => block.IsExample)
            .Select(block => new { block.Id, Code = block.Code.Replace(DefaultOrigin, origin, StringComparison.Ordinal) })));
        (_, string output, string error) = await PwshProgram.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "Help", "Invoke-Example.ps1"),
            new Dictionary<string, string?>
            {
                ["COMETAPI_BASE_URL"] = emulator.BaseUri.ToString(),
                ["COMETAPI_KEY"] = emulator.Key,
                ["PSModulePath"] = module.ModulePath,
            },
            examples, folder["results.json"]);
        Output = output + error;
        Errors = File.ReadAllLines(folder["results.json"])
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToDictionary(result => result.GetProperty("Id").GetString()!, result => result.GetProperty(nameof(Errors)).Deserialize<string[]>()!);
    }

    public ValueTask DisposeAsync() => default;
}
