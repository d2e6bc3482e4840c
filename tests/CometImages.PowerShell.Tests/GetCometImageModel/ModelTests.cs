using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.GetCometImageModel;

public sealed class ModelTests
{
    [Fact]
    public async Task It_lists_every_documented_model_and_asks_nobody()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        IReadOnlyList<PSObject> models = await session.OutputAsync("Get-CometImageModel");
        Assert.Equal(
            ["dall-e-3", "dall-e-2", "gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2", "qwen-image", "doubao-seedream-*"],
            models.Select(model => model.Text("Model")));
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task It_tells_what_a_model_takes()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject model = Assert.Single(await session.OutputAsync("Get-CometImageModel DALL-E-3"));
        Assert.Equal(["1024x1024", "1792x1024", "1024x1792"], (string[])model.Get("Sizes")!);
        Assert.Equal(["standard", "hd"], (string[])model.Get("Qualities")!);
        Assert.Equal(["vivid", "natural"], (string[])model.Get("Styles")!);
        Assert.Equal(1, model.Get("MaxCount"));
        Assert.Equal(4000, model.Get("MaxPromptLength"));
        Assert.Equal(["Url", "Base64"], (string[])model.Get("ResponseFormats")!);
    }

    [Theory]
    [InlineData("gpt-image-*", 4)]
    [InlineData("dall-e-2, qwen*", 2)]
    [InlineData("nothing-like-it*", 0)]
    public async Task Wildcards_choose(string pattern, int count)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Equal(count, (await session.OutputAsync($"Get-CometImageModel {pattern}")).Count);
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_an_error_that_names_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("Get-CometImageModel dalle-3");
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("'dalle-3'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Online_lists_the_catalogues_image_models_with_prices_and_needs_no_key()
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
    public async Task What_the_catalogue_lists_can_be_asked()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("Get-CometImageModel dall-e-2, lighthouse* -Online | New-CometImage -Prompt x -ThrottleLimit 1");
        session.AssertSent("""{"model":"dall-e-2","prompt":"x"}""", """{"model":"lighthouse-image-1","prompt":"x"}""");
    }
}
