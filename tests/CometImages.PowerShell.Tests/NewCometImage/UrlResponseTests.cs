using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>
/// With the setting verbatimUrls, the emulator returns an image only for the exact URL that it issued, and issues none that
/// <see cref="Uri"/> keeps unchanged.
/// </summary>
public sealed class UrlResponseTests
{
    static readonly string[] s_fragileParts = ["%2B", "%20", "%7E", "%E2%82%AC", "|", "&"];

    [Fact]
    public async Task A_URL_is_requested_as_the_service_returned_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("$image = New-CometImage 'a boat' @Small; $image"));
        string url = Assert.IsType<string>(image.Get("Url"));
        Assert.All(s_fragileParts, part => Assert.Contains(part, url, StringComparison.Ordinal));

        await session.OutputAsync("$image | Save-CometImage");
        JournalEntry download = Assert.Single(session.Downloads);
        Assert.Equal(200, download.Status);
        Assert.Equal(url, session.Emulator.ImageUri.GetLeftPart(UriPartial.Authority) + download.RawTarget);
    }

    [Theory]
    [InlineData("New-CometImage 'a boat' @Small -OutFile boat.webp")]
    [InlineData("(New-CometImage 'a boat' @Small).Url | Save-CometImage")]
    [InlineData("[uri](New-CometImage 'a boat' @Small).Url | Save-CometImage")]
    [InlineData("[pscustomobject]@{ Url = (New-CometImage 'a boat' @Small).Url } | Save-CometImage")]
    public async Task A_URL_is_requested_unchanged_from_every_input(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = Assert.Single(await session.OutputAsync(script));
        JournalEntry download = Assert.Single(session.Downloads);
        Assert.Equal(200, download.Status);
        Assert.Equal(Assert.Single(download.Images), saved.Sha256());
    }

    [Fact]
    public async Task The_API_key_is_not_sent_to_the_image_host()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage 'a boat' @Small | Save-CometImage; New-CometImage 'a boat' @Small -OutFile x.webp");
        Assert.Equal(2, session.Downloads.Count);
        Assert.All(session.Downloads, download => Assert.False(download.HasKey || download.Headers.ContainsKey("Authorization")));
    }
}
