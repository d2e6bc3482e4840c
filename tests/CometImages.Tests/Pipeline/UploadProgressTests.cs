using CometImages.Images;
using CometImages.Pipeline;
using CometImages.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CometImages.Tests.Pipeline;

public sealed class UploadProgressTests
{
    readonly FakeTimeProvider _clock = new();
    readonly ProgressLog _log = new();

    [Fact]
    public void An_upload_that_takes_less_than_a_second_is_not_reported()
    {
        UploadProgress upload = new(_log, 100, _clock);
        upload.Report(50);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        upload.Report(100);
        Assert.Empty(_log.Reports);
    }

    [Fact]
    public void A_longer_upload_is_reported_once_a_second_and_at_its_end()
    {
        UploadProgress upload = new(_log, 100, _clock);
        for (int sent = 10; sent <= 100; sent += 10)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.4));
            upload.Report(sent);
        }

        Assert.Equal([30, 60, 90, 100], _log.Reports.Select(report => report.BytesTransferred));
        Assert.All(_log.Reports, report => Assert.Equal((TransferStage.Uploading, 100), (report.Stage, report.TotalBytes)));
    }
}
