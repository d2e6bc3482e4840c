using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class PromptTests
{
    [Fact]
    public async Task A_prompt_alone_sends_the_model_and_the_prompt()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("'A paper boat floating on calm water at sunrise.' | New-CometImage");

        JournalEntry request = Assert.Single(session.Requests);
        Assert.Equal("""{"model":"gpt-image-2","prompt":"A paper boat floating on calm water at sunrise."}""", request.Body);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v1/images/generations", request.RawTarget);
        Assert.True(request.HasKey);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("New-CometImage 'a boat' @Small")]
    [InlineData("New-CometImage -Prompt 'a boat' @Small")]
    [InlineData("'a boat' | New-CometImage @Small")]
    [InlineData("[pscustomobject]@{ Prompt = 'a boat' } | New-CometImage @Small")]
    public async Task A_prompt_binds_by_position_by_name_and_from_the_pipeline(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Single(await session.OutputAsync(script));
        Assert.Equal("""{"model":"dall-e-2","prompt":"a boat","size":"256x256"}""", Assert.Single(session.Requests).Body);
    }

    [Fact]
    public async Task Several_prompts_become_images_in_their_order()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Delay, Prompt = "one", DelayMs = 300 });
        IReadOnlyList<string?> prompts =
            [.. (await session.OutputAsync("New-CometImage one, two, three @Small")).Select(image => image.Text("Prompt"))];
        Assert.Equal(["one", "two", "three"], prompts);
    }

    [Theory]
    [InlineData("Zwei Boote — \u00fcber dem \u00c4quator \ud83d\ude80")]
    [InlineData("two\nlines and a \"quote\" \\ and a tab\t")]
    [InlineData("[x] `$HOME *? 100% & <b>")]
    public async Task A_prompt_is_sent_unchanged(string prompt)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Set("Prompt", prompt);
        Assert.Equal(prompt, Assert.Single(await session.OutputAsync("$Prompt | New-CometImage @Small")).Text("Prompt"));
        Assert.Equal(prompt, Assert.Single(session.Bodies).GetProperty("prompt").GetString());
    }
}
