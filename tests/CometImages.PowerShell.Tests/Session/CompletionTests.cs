using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Session;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("New-CometImage -Model dall", "dall-e-3", "dall-e-2")]
    [InlineData("New-CometImage -Model GPT-IMAGE-2.6", "gpt-image-2.6-flare", "gpt-image-2.6-sunburst")]
    [InlineData("New-CometImage -Model 'dall", "'dall-e-3'", "'dall-e-2'")]
    [InlineData("New-CometImage -Model gpt-image-2 -Size ", "auto", "1024x1024", "1536x1024", "1024x1536")]
    [InlineData("New-CometImage -Model gpt-image-2 -Size 15", "1536x1024")]
    [InlineData("New-CometImage -Size ", "auto", "1024x1024", "1536x1024", "1024x1536")]
    [InlineData("New-CometImage -Model grok-imagine-image -Resolution ", "1k", "2k")]
    [InlineData("New-CometImage -Model grok-imagine-image -AspectRatio 16", "16:9")]
    [InlineData("New-CometImage -Model gpt-image-2-2026-04-21 -Moderation ", "auto", "low")]
    [InlineData("'x' | New-CometImage -Model dall-e-2 -Size ", "256x256", "512x512", "1024x1024")]
    [InlineData("New-CometImage 'a boat' -Model gpt-image-2 -Quality ", "auto", "low", "medium", "high")]
    [InlineData("New-CometImage -Model 'gpt-image-2' -Background ", "auto", "transparent", "opaque")]
    [InlineData("New-CometImage -Model gpt-image-2 -Moderation ", "auto", "low")]
    [InlineData("New-CometImage -Model gpt-image-2 -OutputFormat ", "png", "jpeg", "webp")]
    [InlineData("New-CometImage -Model dall-e-3 -Style ", "vivid", "natural")]
    [InlineData("New-CometImage -Model dall-e-2, dall-e-3 -Size ", "256x256", "512x512", "1024x1024", "1792x1024", "1024x1792")]
    [InlineData("New-CometImage -Model gpt-image-2, unknown-model -Quality h", "high")]
    [InlineData("New-CometImage x -Count 1", "1", "10")]
    [InlineData("Save-CometImage -FileName '{I", "'{Index}'")]
    [InlineData("Save-CometImage -FileName '{Prompt}-{s", "'{Prompt}-{Size}'")]
    [InlineData("New-CometImage -ResponseFormat ", "Base64", "Url")]
    [InlineData("Get-CometImageModel qw", "qwen-image", "qwen-image-edit")]
    [InlineData("Edit-CometImage -Model qw", "qwen-image-edit")]
    [InlineData("New-CometImage -Model qw", "qwen-image")]
    [InlineData("Edit-CometImage -Model gr", "grok-imagine-image", "grok-imagine-image-2.0")]
    [InlineData("Edit-CometImage -Model dall")]
    [InlineData("Edit-CometImage x -Model gpt-image-1.5 -InputFidelity ", "high", "low")]
    [InlineData("Edit-CometImage x boat.png -Model gpt-image-1-mini -InputFidelity ", "low")]
    [InlineData("Edit-CometImage x -Model gpt-image-2 -Quality ", "auto", "low", "medium", "high")]
    public async Task Completion_offers_the_values_that_the_model_supports(string line, params string[] offered)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        Assert.Equal(offered, session.Complete(line));
    }

    [Fact]
    public async Task Retired_models_are_offered_last_with_their_replacement()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        string[] offered = [.. session.Complete("New-CometImage -Model ")];
        Assert.Equal("gpt-image-2", offered[0]);
        Assert.True(Array.IndexOf(offered, "dall-e-3") > Array.IndexOf(offered, "qwen-image"));
        Assert.Equal("dall-e-3: retired 2026-05-12, use gpt-image-2", Assert.Single(session.GetCompletion("New-CometImage -Model dall-e-3")).ToolTip);
    }

    [Fact]
    public async Task Completion_sends_nothing()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Complete("New-CometImage -Model ");
        session.Complete("New-CometImage -Model dall-e-3 -Size ");
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task For_an_unknown_model_completion_offers_the_values_of_all_models()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Contains("1792x1024", session.Complete("New-CometImage -Model unknown-model -Size "));
        Assert.Contains("hd", session.Complete("New-CometImage -Model unknown-model -Quality "));
    }
}
