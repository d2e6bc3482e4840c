using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

public sealed class DownloadTests
{
    // The emulator returns PNG files, which can have any length, at the URLs of models that it doesn't know.
    const string PngModel = "new-model";

    [Fact]
    public async Task A_URL_is_requested_unchanged_and_without_the_API_key()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        string path = await service.SaveAsync(image);
        JournalEntry download = Assert.Single(service.Downloads);
        Assert.Equal(image.Url![(service.Host.ImageUri.ToString().Length - 1)..], download.RawTarget);
        Assert.False(download.HasKey);
        Assert.Equal("identity", download.Headers["Accept-Encoding"]);
        Assert.Equal(Assert.Single(download.Images), EmulatedService.Hash(path));
        Assert.Equal("boat.webp", Path.GetFileName(path));
    }

    [Theory]
    [InlineData(FaultNames.Cut)]
    [InlineData(FaultNames.CutClean)]
    [InlineData(FaultNames.ResetAfterHeaders)]
    public async Task An_interrupted_download_is_resumed(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        CometImage image = await service.GenerateUrlAsync(PngModel);
        service.Host.Faults.Add(new FaultRule { Fault = fault, Route = "images", AfterBytes = 100_000 });
        string path = await service.SaveAsync(image);
        Assert.Equal(2, service.Downloads.Count);
        JournalEntry rest = service.Downloads[1];
        Assert.Equal(206, rest.Status);
        Assert.StartsWith("bytes=", rest.Headers["Range"], StringComparison.Ordinal);
        Assert.InRange(int.Parse(rest.Headers["Range"][6..^1], System.Globalization.CultureInfo.InvariantCulture), 1, 100_000);
        Assert.Equal($"\"{rest.Images[0]}\"", rest.Headers["If-Range"]);
        Assert.Equal(rest.Images[0], EmulatedService.Hash(path));
        Assert.Equal(300_000, new FileInfo(path).Length);
        Assert.Single(service.Folder.Files());
    }

    [Fact]
    public async Task A_failed_attempt_keeps_the_bytes_that_were_received_before()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        CometImage image = await service.GenerateUrlAsync(PngModel);
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Cut, Route = "images", AfterBytes = 100_000 });
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Route = "images", Status = 503 });
        string path = await service.SaveAsync(image);
        Assert.Equal([200, 503, 206], service.Downloads.Select(download => download.Status));
        Assert.Equal(service.Downloads[1].Headers["Range"], service.Downloads[2].Headers["Range"]);
        Assert.Equal(service.Downloads[2].Images[0], EmulatedService.Hash(path));
    }

    [Fact]
    public async Task A_download_restarts_when_the_server_ignores_ranges()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 300_000 });
        CometImage image = await service.GenerateUrlAsync(PngModel);
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Cut, Route = "images", AfterBytes = 100_000 });
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.NoRange, Route = "images", Count = 0 });
        string path = await service.SaveAsync(image);
        Assert.Equal([200, 200], service.Downloads.Select(download => download.Status));
        Assert.Equal(service.Downloads[1].Images[0], EmulatedService.Hash(path));
    }

    [Fact]
    public async Task A_download_without_a_length_is_complete_when_the_image_has_its_end_marker()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.NoLength, Route = "images" });
        string path = await service.SaveAsync(image);
        Assert.Equal(Assert.Single(service.Downloads).Images[0], EmulatedService.Hash(path));
    }

    [Fact]
    public async Task A_download_that_fails_leaves_no_file()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.ResetBeforeHeaders, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image, service.NewClient(retries: 2));
        Assert.Equal((CometErrorKind.ConnectionFailed, false, 3), (error.Kind, error.MayHaveBeenCharged, error.AttemptCount));
        Assert.Empty(service.Folder.Files());
    }

    [Theory]
    [InlineData(FaultNames.Stall)]
    [InlineData(FaultNames.StallBody)]
    public async Task A_download_is_retried_after_an_idle_timeout(string fault)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = fault, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image, service.NewClient(retries: 1, timeout: TimeSpan.FromSeconds(0.3)));
        Assert.Equal((CometErrorKind.Timeout, 2), (error.Kind, error.AttemptCount));
        Assert.Equal(2, service.Downloads.Count);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task An_expired_URL_is_an_error_and_not_retried()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Settings.UrlLifetimeSeconds = 0;
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal((CometErrorKind.UrlExpired, 403), (error.Kind, error.StatusCode));
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task A_download_that_is_not_an_image_leaves_no_file()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.NotAnImage, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task A_relative_redirect_is_followed_unchanged()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Redirect, Route = "images", Status = 302 });
        string path = await service.SaveAsync(image);
        Assert.Equal([302, 200], service.Downloads.Select(download => download.Status));
        Assert.Equal(service.Downloads[0].RawTarget, service.Downloads[1].RawTarget);
        Assert.Equal(service.Downloads[1].Images[0], EmulatedService.Hash(path));
    }

    [Fact]
    public async Task Endless_redirects_are_an_error()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
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
    public async Task A_failed_download_is_an_error_about_the_image_and_not_about_the_API(int status)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
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
    public async Task A_URL_or_a_redirect_with_another_scheme_is_rejected(string target)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.Redirect, Route = "images", Headers = { ["Location"] = target } });
        Assert.Equal(CometErrorKind.InvalidRequest, (await service.FailToSaveAsync(image)).Kind);
        Assert.Equal(CometErrorKind.InvalidRequest, (await service.FailToSaveAsync(new CometImage { Url = target })).Kind);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task An_endless_download_is_an_error_and_leaves_no_file()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage image = await service.GenerateUrlAsync();
        service.Host.Faults.Add(new FaultRule { Fault = FaultNames.EndlessImage, Route = "images", Count = 0 });
        CometApiException error = await service.FailToSaveAsync(image);
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
        Assert.Contains("larger than", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Downloads);
        Assert.Empty(service.Folder.Files());
    }

    [Fact]
    public async Task Progress_reports_the_received_bytes()
    {
        await using EmulatedService service = await EmulatedService.StartAsync(new EmulatorSettings { ImageBytes = 3_000_000 });
        CometImage image = await service.GenerateUrlAsync(PngModel);
        ProgressLog progress = new();
        await service.SaveAsync(image, progress: progress);
        TransferProgress[] receiving = [.. progress.Reports.Where(report => report.Stage == TransferStage.Receiving)];
        Assert.InRange(receiving.Length, 2, 4);
        Assert.All(receiving, report => Assert.Equal(3_000_000, report.TotalBytes));
        Assert.True(receiving[^1].BytesTransferred > 2_000_000);
    }

    [Fact]
    public async Task A_file_of_the_spool_is_moved_and_any_other_is_copied()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage spooled = Assert.Single((await service.GenerateAsync()).Images);
        string first = await service.SaveAsync(spooled);
        Assert.False(File.Exists(spooled.Path));
        OutputDirectory other = new(service.Folder["other"]);
        ImageSaveResult second = await service.NewClient().SaveAsync(
            new CometImage { Path = first }, other, other.ReserveName("copy"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(File.Exists(first));
        Assert.Equal(EmulatedService.Hash(first), EmulatedService.Hash(second.Path));
    }

    [Fact]
    public async Task A_missing_file_or_one_that_is_not_an_image_is_an_error()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await File.WriteAllTextAsync(service.Folder["page.png"], "<html>", TestContext.Current.CancellationToken);
        Assert.Equal(CometErrorKind.RemotePath, (await service.FailToSaveAsync(new CometImage { Path = service.Folder["gone.png"] })).Kind);
        Assert.Equal(CometErrorKind.InvalidImage, (await service.FailToSaveAsync(new CometImage { Path = service.Folder["page.png"] })).Kind);
        Assert.Equal(["page.png"], service.Folder.Files());
    }
}
