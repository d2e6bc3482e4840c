using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class DownloadTests
{
    // The emulator returns PNG files, which can have any length, at the URLs of models that it doesn't know.
    const string PngModel = "new-model";

    [Fact]
    public async Task A_URL_is_asked_for_character_by_character_and_without_the_key()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        string path = await service.SaveAsync(image);
        JournalEntry download = Assert.Single(service.Downloads);
        Assert.Equal(image.Url![(service.Host.ImageUri.ToString().Length - 1)..], download.RawTarget);
        Assert.False(download.HasKey);
        Assert.Equal("identity", download.Headers["Accept-Encoding"]);
        Assert.Equal(Assert.Single(download.Images), EmulatedService.HashOf(path));
        Assert.Equal("boat.webp", Path.GetFileName(path));
    }

    [Theory]
    [InlineData(FaultNames.Cut)]
    [InlineData(FaultNames.CutClean)]
    [InlineData(FaultNames.ResetAfterHeaders)]
    public async Task A_download_goes_on_where_it_stopped(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        CometImage image = await service.MakeUrlAsync(PngModel);
        service.Host.Faults.Add(new FaultRule { Fault = fault, Route = "images", AfterBytes = 100_000 });
        string path = await service.SaveAsync(image);
        Assert.Equal(2, service.Downloads.Count);
        JournalEntry rest = service.Downloads[1];
        Assert.Equal(206, rest.Status);
        Assert.StartsWith("bytes=", rest.Headers["Range"], StringComparison.Ordinal);
        Assert.InRange(int.Parse(rest.Headers["Range"][6..^1], System.Globalization.CultureInfo.InvariantCulture), 1, 100_000);
        Assert.Equal($"\"{rest.Images[0]}\"", rest.Headers["If-Range"]);
        Assert.Equal(rest.Images[0], EmulatedService.HashOf(path));
        Assert.Equal(300_000, new FileInfo(path).Length);
        Assert.Single(service.Folder.Files());
    }

    [Fact]
    public async Task A_failure_in_between_does_not_lose_what_is_here()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        CometImage image = await service.MakeUrlAsync(PngModel);
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Cut, Route = "images", AfterBytes = 100_000 });
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Route = "images", Status = 503 });
        string path = await service.SaveAsync(image);
        Assert.Equal([200, 503, 206], service.Downloads.Select(download => download.Status));
        Assert.Equal(service.Downloads[1].Headers["Range"], service.Downloads[2].Headers["Range"]);
        Assert.Equal(service.Downloads[2].Images[0], EmulatedService.HashOf(path));
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_gives_it_all_again()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        CometImage image = await service.MakeUrlAsync(PngModel);
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Cut, Route = "images", AfterBytes = 100_000 });
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.NoRange, Route = "images", Count = 0 });
        string path = await service.SaveAsync(image);
        Assert.Equal([200, 200], service.Downloads.Select(download => download.Status));
        Assert.Equal(service.Downloads[1].Images[0], EmulatedService.HashOf(path));
    }

    [Fact]
    public async Task A_picture_without_a_length_is_whole_when_its_own_end_is_there()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.NoLength, Route = "images" });
        string path = await service.SaveAsync(image);
        Assert.Equal(Assert.Single(service.Downloads).Images[0], EmulatedService.HashOf(path));
    }

    [Fact]
    public async Task A_download_that_never_comes_whole_leaves_nothing()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.ResetBeforeHeaders, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image, service.NewClient(retries: 2));
        Assert.Equal((CometErrorKind.ConnectionFailed, false, 3), (error.Kind, error.MayHaveBeenCharged, error.AttemptCount));
        Assert.Empty(service.Folder.Files());
    }

    [Theory]
    [InlineData(FaultNames.Stall)]
    [InlineData(FaultNames.StallBody)]
    public async Task Silence_is_asked_again(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = fault, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image, service.NewClient(retries: 1, timeout: TimeSpan.FromSeconds(0.3)));
        Assert.Equal((CometErrorKind.Timeout, 2), (error.Kind, error.AttemptCount));
        Assert.Equal(2, service.Downloads.Count);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task An_expired_URL_is_asked_for_once_and_says_so()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Settings.UrlLifetimeSeconds = 0;
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal((CometErrorKind.UrlExpired, 403), (error.Kind, error.StatusCode));
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task What_is_no_picture_is_no_file()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.NotAnImage, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task A_relative_redirect_is_followed_character_by_character()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Redirect, Route = "images", Status = 302 });
        string path = await service.SaveAsync(image);
        Assert.Equal([302, 200], service.Downloads.Select(download => download.Status));
        Assert.Equal(service.Downloads[0].RawTarget, service.Downloads[1].RawTarget);
        Assert.Equal(service.Downloads[1].Images[0], EmulatedService.HashOf(path));
    }

    [Fact]
    public async Task Redirects_without_end_are_left()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Redirect, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Contains("redirects more than 10 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(11, service.Downloads.Count);
        Assert.Empty(service.Folder.Files());
    }

    [Theory]
    [InlineData(300)]
    [InlineData(302)]
    [InlineData(304)]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(405)]
    public async Task An_answer_that_leads_nowhere_is_told_of_the_picture_and_not_of_the_API(int status)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Route = "images", Status = status, Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal((CometErrorKind.InvalidImage, status), (error.Kind, error.StatusCode));
        Assert.Contains($"The image's URL didn't return an image (HTTP status {status}).", error.Message, StringComparison.Ordinal);
        Assert.Contains("may still be valid", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/a.png")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=")]
    [InlineData("\\/")]
    public async Task A_redirect_or_a_URL_to_another_scheme_goes_nowhere(string target)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Redirect, Route = "images", Headers = { ["Location"] = target } });
        Assert.Equal(CometErrorKind.InvalidRequest, (await service.FailToSaveAsync(image)).Kind);
        Assert.Equal(CometErrorKind.InvalidRequest, (await service.FailToSaveAsync(new CometImage { Url = target })).Kind);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task An_endless_picture_has_an_end_and_leaves_nothing()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.MakeUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.EndlessImage, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
        Assert.Contains("larger than", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task Progress_tells_how_much_is_here()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 3_000_000 });
        CometImage image = await service.MakeUrlAsync(PngModel);
        ProgressLog progress = new();
        await service.SaveAsync(image, progress: progress);
        TransferProgress[] receiving = [.. progress.Reports.Where(report => report.Stage == TransferStage.Receiving)];
        Assert.InRange(receiving.Length, 2, 4);
        Assert.All(receiving, report => Assert.Equal(3_000_000, report.TotalBytes));
        Assert.True(receiving[^1].BytesReceived > 2_000_000);
    }

    [Fact]
    public async Task A_file_of_the_spool_is_moved_and_any_other_is_copied()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage spooled = Assert.Single((await service.MakeAsync()).Images);
        string first = await service.SaveAsync(spooled);
        Assert.False(File.Exists(spooled.Path));
        OutputDirectory other = new(service.Folder["other"]);
        ImageSaveResult second = await service.NewClient().SaveAsync(
            new CometImage { Path = first }, other, other.ReserveName("copy"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(File.Exists(first));
        Assert.Equal(EmulatedService.HashOf(first), EmulatedService.HashOf(second.Path));
    }

    [Fact]
    public async Task A_file_that_is_not_here_or_no_picture_is_told()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await File.WriteAllTextAsync(service.Folder["page.png"], "<html>", TestContext.Current.CancellationToken);
        Assert.Equal(CometErrorKind.RemotePath, (await service.FailToSaveAsync(new CometImage { Path = service.Folder["gone.png"] })).Kind);
        Assert.Equal(CometErrorKind.InvalidImage, (await service.FailToSaveAsync(new CometImage { Path = service.Folder["page.png"] })).Kind);
        Assert.Equal(["page.png"], service.Folder.Files());
    }
}
