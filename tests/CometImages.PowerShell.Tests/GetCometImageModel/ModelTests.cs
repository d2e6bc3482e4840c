using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.GetCometImageModel;

public sealed class ModelTests
{
    [Fact]
    public async Task It_lists_the_values_that_a_model_supports()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        PSObject model = Assert.Single(await session.OutputAsync("Get-CometImageModel DALL-E-3"));
        Assert.Equal(["1024x1024", "1792x1024", "1024x1792"], (string[])model.Get("Sizes")!);
        Assert.Equal(["standard", "hd"], (string[])model.Get("Qualities")!);
        Assert.Equal(["vivid", "natural"], (string[])model.Get("Styles")!);
        Assert.Equal(1, model.Get("MaxCount"));
        Assert.Equal(4000, model.Get("MaxPromptLength"));
        Assert.Equal(["Url", "Base64"], (string[])model.Get("ResponseFormats")!);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [InlineData("dall-e-2, qwen*", "dall-e-2", "qwen-image", "qwen-image-edit")]
    [InlineData("dall-e-?", "dall-e-3", "dall-e-2")]
    [InlineData("nothing-like-it*")]
    public async Task Wildcards_select_models(string pattern, params string[] expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(expected, (await session.OutputAsync($"Get-CometImageModel {pattern}")).Select(model => model.Text("Model")));
    }

    [Fact]
    public async Task An_unknown_ID_is_an_error_that_names_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("Get-CometImageModel dalle-3");
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("'dalle-3'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Online_lists_the_image_models_of_the_catalog_with_prices_and_needs_no_API_key()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        IReadOnlyList<PSObject> models = await session.OutputAsync("Get-CometImageModel -Online -BaseUri $BaseUri");
        JournalEntry request = Assert.Single(session.Emulator.Journal.Requests);
        Assert.Equal("/api/models", request.RawTarget);
        Assert.False(request.Headers.ContainsKey("Authorization"));

        Assert.DoesNotContain("gpt-5-mini", models.Select(model => model.Text("Model")));
        PSObject newest = Assert.Single(models, model => model.Text("Model") == "gpt-image-2");
        Assert.Equal(4m, newest.Get("InputPrice"));
        Assert.Equal(24m, newest.Get("OutputPrice"));
        Assert.Null(newest.Get("RequestPrice"));
        Assert.Equal("USD / M Tokens", newest.Text("Currency"));
        Assert.Contains("1536x1024", (string[])newest.Get("Sizes")!);
    }

    [Fact]
    public async Task The_status_says_when_a_model_retires_and_which_of_the_lists_contains_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject retired = Assert.Single(await session.OutputAsync("Get-CometImageModel dall-e-3"));
        Assert.Equal(("retired 2026-05-12", "gpt-image-2", new DateTime(2026, 5, 12)), (retired.Text("Status"), retired.Text("Replacement"), retired.Get("RetirementDate")));
        Assert.Equal((true, null), (retired.Get("IsKnown"), retired.Get("InCatalog")));

        session.Emulator.Settings.RejectRetiredModels = true;
        IReadOnlyList<PSObject> models = await session.OutputAsync("Get-CometImageModel gpt-image-2, dall-e-3, lighthouse* -Online");
        Assert.Equal(
            ["current", "retired 2026-05-12, not in the catalog", "not in the built-in list"], models.Select(model => model.Text("Status")));
        Assert.Equal([true, false, true], models.Select(model => (bool)model.Get("InCatalog")!));
        Assert.Equal([true, true, false], models.Select(model => (bool)model.Get("IsKnown")!));
    }

    [Fact]
    public async Task A_model_of_the_catalog_can_be_piped_to_New_CometImage()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("Get-CometImageModel dall-e-2, lighthouse* -Online | New-CometImage -Prompt x -ThrottleLimit 1");
        session.AssertSent("""{"model":"dall-e-2","prompt":"x"}""", """{"model":"lighthouse-image-1","prompt":"x"}""");
    }
}
