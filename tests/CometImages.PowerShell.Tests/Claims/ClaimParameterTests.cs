using System.Management.Automation;
using CometImages.PowerShell.Tests.EditCometImage;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Claims;

/// <summary>-Claim, with a claim of another computer in the folder.</summary>
public sealed class ClaimParameterTests
{
    static readonly string s_holder = $"x.png.claim/{Guid.NewGuid():N}-0.json";

    [Theory]
    [InlineData("New-CometImage x")]
    [InlineData("Edit-CometImage x -Image boat.png")]
    public async Task A_claimed_file_is_counted_and_not_requested(string command)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Folder.Write(s_holder, [1]);
        RunResult result = await session.RunAsync(
            command + " -Model gpt-image-2 -Quality low -OutFile x.png -Claim -SkipExisting -Verbose -InformationVariable run; $run.MessageData");
        result.AssertNoErrors();
        Assert.Equal(1, Assert.Single(result.Output).Get("InProgressElsewhere"));
        Assert.Contains(
            result.Verbose,
            line => line.Contains(session.Folder["x.png"], StringComparison.Ordinal) && line.Contains("another command", StringComparison.Ordinal));

        ErrorRecord error = await session.ErrorAsync(command + " -Model gpt-image-2 -Quality low -OutFile x.png -Claim");
        Assert.Equal("CometApi.FileExists", error.Id());
        Assert.Contains("Another command", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task An_expired_claim_is_taken_over_and_what_it_left_beside_an_existing_file_is_deleted()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Expire();
        Assert.Single(await session.OutputAsync("New-CometImage x @Small -OutFile x.png -Claim -SkipExisting"));
        Assert.Equal(["x.png"], session.Folder.Files());
        Expire();
        Assert.Single(await session.OutputAsync("New-CometImage x @Small -OutFile x.png -Claim -SkipExisting"));
        Assert.Equal(["x.png"], session.Folder.Names);
        Assert.Single(session.Requests);

        void Expire()
        {
            session.Folder.Write(s_holder, [1]);
            File.SetLastWriteTimeUtc(session.Folder[s_holder], DateTime.UtcNow.AddMinutes(-3));
        }
    }

    [Fact]
    public async Task Claim_needs_OutFile()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -Claim");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("-Claim requires -OutFile", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
