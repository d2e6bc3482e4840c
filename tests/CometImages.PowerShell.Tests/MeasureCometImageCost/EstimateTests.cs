using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.MeasureCometImageCost;

public sealed class EstimateTests
{
    static readonly string[] s_properties = ["Model", "Images", "Requests", "Minimum", "Maximum", "Basis", "Recommendation"];

    [Fact]
    public async Task The_rows_of_a_file_are_added_up_for_each_model()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> costs = await session.OutputAsync(
            """
            $rows = 1..5 | . { process { [pscustomobject]@{ Prompt = "row $_"; OutFile = 'same.png'; Count = 4; Sku = $_ } } }
            $rows | Measure-CometImageCost -Model dall-e-2, dall-e-3
            """);
        Assert.Equal(
            ["dall-e-2 20 5 0.320 0.320 PerRequest ", "dall-e-3 20 20 0.640 0.640 PerRequest "], costs.Select(Describe));
        Assert.Equal(["catalog"], session.Emulator.Journal.Requests.Select(request => request.Route));
        Assert.Empty(session.Folder.Files());
    }

    [Fact]
    public async Task Strings_are_prompts()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(
            ["dall-e-2 2 2 0.032 0.032 PerRequest "], (await session.OutputAsync("'a', '', 'b' | Measure-CometImageCost -Model dall-e-2")).Select(Describe));
    }

    [Theory]
    [InlineData("Measure-CometImageCost 'night' photo.png, other.png -Model qwen-image-edit")]
    [InlineData("[IO.FileInfo]'photo.png', [IO.FileInfo]'other.png' | Measure-CometImageCost 'night' -Model qwen-image-edit")]
    [InlineData("'photo.png', 'other.png' | Measure-CometImageCost 'night' -Model qwen-image-edit")]
    [InlineData("'photo.png', 'other.png' | . { process { [pscustomobject]@{ Prompt = 'night'; Image = $_ } } } | Measure-CometImageCost -Model qwen-image-edit")]
    public async Task Images_are_edits_and_their_files_are_not_read(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(["qwen-image-edit 2 2 0.064 0.064 PerRequest "], (await session.OutputAsync(script)).Select(Describe));
    }

    [Fact]
    public async Task A_model_that_is_priced_by_tokens_costs_what_it_cost_before()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();

        // A size that's in no history of an earlier run.
        string request = $"-Model gpt-image-2 -Size {GetLength()}x{GetLength()} -Quality low";
        string script = $"Measure-CometImageCost x {request} -Count 3";
        PSObject unknown = Assert.Single(await session.OutputAsync(script));
        Assert.Equal(
            $"gpt-image-2 3 1   Unknown Create an image with New-CometImage {request} -Cost, and run the command again.", Describe(unknown));
        decimal[] costs =
        [
            .. (await session.OutputAsync($"'short', ('long' * 200) | New-CometImage {request} -Cost")).Select(image => (decimal)image.Get("Cost")!),
        ];
        PSObject known = Assert.Single(await session.OutputAsync(script));
        Assert.Equal((costs[0] * 3, costs[1] * 3, "History"), (known.Get("Minimum"), known.Get("Maximum"), $"{known.Get("Basis")}"));

        static int GetLength() => 16 * Random.Shared.Next(65, 128);
    }

    [Fact]
    public async Task An_edit_that_is_priced_by_tokens_can_not_be_estimated()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject cost = Assert.Single(await session.OutputAsync("Measure-CometImageCost night photo.png -Model gpt-image-2"));
        Assert.Equal("Unknown", $"{cost.Get("Basis")}");
        Assert.Contains("billing records", cost.Text("Recommendation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_would_be_rejected_is_an_error_and_does_not_count()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            $rows = [pscustomobject]@{ Prompt = 'a'; Size = '3x3' }, [pscustomobject]@{ Prompt = 'b'; Size = '256x256' }, [pscustomobject]@{ Title = 'c' }
            $rows | Measure-CometImageCost -Model dall-e-2
            """);
        Assert.Equal(["dall-e-2 1 1 0.016 0.016 PerRequest "], result.Output.Select(Describe));
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("CometApi.InvalidRequest", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_catalog_there_is_a_warning()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        RunResult result = await session.RunAsync("Measure-CometImageCost x -Model lighthouse-image-1 -BaseUri http://127.0.0.1:9/v1 -MaximumRetryCount 0");
        Assert.Equal("Unknown", $"{Assert.Single(result.Output).Get("Basis")}");
        Assert.StartsWith("The prices of the catalog couldn't be read: ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    static string Describe(PSObject cost) => string.Join(" ", s_properties.Select(name => $"{cost.Get(name)}"));
}
