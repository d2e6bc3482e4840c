using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>The emulator opens a picture only for the URL exactly as it gave it, and gives none that survives being spelled anew.</summary>
public sealed class ImageUrlTests
{
    static readonly string[] s_fragile = ["%2B", "%20", "%7E", "%E2%82%AC", "|", "&"];

    [Fact]
    public async Task The_url_stays_and_is_asked_for_character_by_character()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync("$image = New-CometImage 'a boat' @Small; $image"));
        string url = Assert.IsType<string>(image.Get("Url"));
        Assert.All(s_fragile, piece => Assert.Contains(piece, url, StringComparison.Ordinal));

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
    public async Task However_it_is_downloaded_the_server_recognises_it(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = Assert.Single(await session.OutputAsync(script));
        JournalEntry download = Assert.Single(session.Downloads);
        Assert.Equal(200, download.Status);
        Assert.Equal(Assert.Single(download.Images), saved.Sha256());
    }

    [Fact]
    public async Task The_key_never_goes_to_the_pictures_host()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage 'a boat' @Small | Save-CometImage; New-CometImage 'a boat' @Small -OutFile x.webp");
        Assert.Equal(2, session.Downloads.Count);
        Assert.All(session.Downloads, download => Assert.False(download.HasKey || download.Headers.ContainsKey("Authorization")));
    }
}
