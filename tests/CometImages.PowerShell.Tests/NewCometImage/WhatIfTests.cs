using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class WhatIfTests
{
    [Theory]
    [InlineData("New-CometImage x -WhatIf")]
    [InlineData("'one', 'two' | New-CometImage -Model gpt-image-2 -Count 3 -WhatIf")]
    [InlineData("New-CometImage x -OutFile sub/x.png -WhatIf")]
    public async Task WhatIf_sends_nothing_needs_no_API_key_and_creates_no_file(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        RunResult result = await session.RunAsync($"$PSDefaultParameterValues['New-CometImage:BaseUri'] = $BaseUri; {script}");
        result.AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Empty(session.Emulator.Journal.Requests);
        Assert.Empty(session.Folder.Names);
    }

    [Fact]
    public async Task WhatIf_shows_each_request_and_the_sum()
    {
        RecordingHost host = new(200);
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false, host);
        await session.RunAsync(
            """
            [pscustomobject]@{ Prompt = 'one'; Size = '1536x1024'; Quality = 'low'; OutFile = 'x.png' }, [pscustomobject]@{ Prompt = 'two'; Count = 3 } |
                New-CometImage -WhatIf
            """);
        Assert.Equal(
            [
                $"What if: Performing the operation \"Create 1 image\" on target \"gpt-image-2: one (1536x1024, low) in '{session.Folder["x.png"]}'\".",
                "What if: Performing the operation \"Create 3 images\" on target \"gpt-image-2: two\".",
                "What if: Performing the operation \"Create in total\" on target \"4 images in 2 requests\".",
            ],
            host.Lines);
    }

    [Fact]
    public async Task WhatIf_reports_a_rejected_value()
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        Assert.Equal("CometApi.InvalidRequest", (await session.ErrorAsync("New-CometImage x -Size 640x480 -WhatIf")).Id());
    }

    [Fact]
    public async Task WhatIf_of_Save_CometImage_downloads_nothing_and_creates_no_folder()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Empty(await session.OutputAsync("New-CometImage x @Small | Save-CometImage out -WhatIf"));
        Assert.Empty(session.Downloads);
        Assert.Empty(session.Folder.Names);
    }

    [Fact]
    public async Task The_preference_variable_has_the_same_effect()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Empty(await session.OutputAsync("$WhatIfPreference = $true; New-CometImage x @Small"));
        Assert.Empty(session.Requests);
    }
}
