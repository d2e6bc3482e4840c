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
