using System.Net.Sockets;
using CometImages.Images;
using CometImages.Models;
using CometImages.Tests.Emulator;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>Edits keep the promises of generations, with uploads that can be large, change, or break.</summary>
public sealed class EditRequestTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_attempt_sends_the_same_bytes()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 429, Count = 2 }, new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 503 });
        ProgressLog progress = new();
        ImageGenerationRequest request = await CreateEditAsync(service, imageCount: 2);
        ImageGenerationResult result = await service.NewClient().GenerateAsync(request, progress: progress, cancellationToken: Cancellation);

        CometImage image = Assert.Single(result.Images);
        Assert.Equal(request.Images[0].Location, image.SourceImage);
        JournalEntry[] attempts = [.. service.Requests.Where(entry => entry.Route == "edits")];
        Assert.Equal([429, 429, 503, 200], attempts.Select(attempt => attempt.Status));
        string[] expected = [.. request.Images.Select(source => EmulatedService.Hash(source.Location))];
        Assert.All(attempts, attempt => Assert.Equal(expected, attempt.Parts!.Where(part => part.Sha256 is not null).Select(part => part.Sha256)));
        Assert.Contains(progress.Reports, report => report.Error?.Kind == CometErrorKind.ServerError);
    }

    [Fact]
    public async Task A_connection_that_breaks_during_the_upload_is_not_retried()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        using RawServer server = RawServer.ServeConnections(connection =>
        {
            byte[] block = new byte[64 * 1024];
            connection.Receive(block);
            connection.Send([.. "HTTP/1.1 100 Continue\r\n\r\n"u8]);
            connection.Receive(block);
            connection.LingerState = new LingerOption(true, 0);
        });
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = folder["spool"] });
        ImageGenerationRequest request = CreateEdit(SourceFiles.Png(folder, "boat.png", length: 30_000_000));
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => client.GenerateAsync(request, cancellationToken: Cancellation));
        Assert.Equal((CometErrorKind.ConnectionFailed, true, 1), (error.Kind, error.MayHaveBeenCharged, error.AttemptCount));
        Assert.Equal(1, server.RequestCount);
    }

    [Theory]
    [InlineData(30_000_000, 0)]
    [InlineData(1000, 1000)]
    public async Task A_large_body_is_not_sent_if_the_server_rejects_the_headers(int length, int minReceived)
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        TaskCompletionSource<int> received = new();
        using RawServer server = RawServer.ServeConnections(connection =>
        {
            byte[] block = new byte[64 * 1024];
            int count = connection.Receive(block);
            int head = block.AsSpan(0, count).IndexOf("\r\n\r\n"u8) + 4;
            connection.Send([.. "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8]);
            int body = count - head;
            while ((count = connection.Receive(block)) > 0)
            {
                body += count;
            }

            received.SetResult(body);
        });
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = folder["spool"] });
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => client.GenerateAsync(CreateEdit(SourceFiles.Png(folder, "boat.png", length)), cancellationToken: Cancellation));
        Assert.Equal((CometErrorKind.PayloadTooLarge, false), (error.Kind, error.MayHaveBeenCharged));
        Assert.InRange(await received.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation), minReceived, minReceived * 2);
        Assert.Equal(1, server.RequestCount);
    }

    [Fact]
    public async Task A_slow_upload_that_moves_is_no_timeout_and_one_that_stops_is()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        ImageGenerationRequest request = CreateEdit(SourceFiles.Png(folder, "boat.png", length: 30_000_000));
        Assert.Equal(CometErrorKind.ConnectionFailed, await FailAsync(readCount: 20));
        Assert.Equal(CometErrorKind.Timeout, await FailAsync(readCount: 2));

        // Reads some blocks slowly. After 20 of them it ends the connection, and otherwise it waits.
        async Task<CometErrorKind> FailAsync(int readCount)
        {
            using RawServer server = RawServer.ServeConnections(connection =>
            {
                byte[] block = new byte[1 << 20];
                connection.Receive(block);
                connection.Send([.. "HTTP/1.1 100 Continue\r\n\r\n"u8]);
                for (int i = 0; i < readCount; i++)
                {
                    for (int received = 0; received < block.Length;)
                    {
                        received += connection.Receive(block);
                    }

                    Thread.Sleep(100);
                }

                if (readCount < 20)
                {
                    Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
                }
            });
            CometClient client = new(new CometClientOptions
            {
                ApiKey = "test",
                BaseUri = new Uri(server.Address, "v1"),
                SpoolFolder = folder["spool"],
                IdleTimeout = TimeSpan.FromSeconds(2),
            });
            CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => client.GenerateAsync(request, cancellationToken: Cancellation));
            Assert.True(error.MayHaveBeenCharged);
            return error.Kind;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_changed_after_it_was_verified_is_not_sent(bool isDeleted)
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        SourceImage image = SourceFiles.Png(service.Folder, "boat.png");
        if (isDeleted)
        {
            File.Delete(image.Location);
        }
        else
        {
            File.AppendAllText(image.Location, "x");
        }

        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => service.NewClient().GenerateAsync(CreateEdit(image), cancellationToken: Cancellation));
        Assert.Equal((CometErrorKind.InvalidRequest, false), (error.Kind, error.MayHaveBeenCharged));
        Assert.Contains(image.Location, error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_file_that_changed_before_a_retry_is_not_sent_again()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 429 });
        ImageGenerationRequest request = await CreateEditAsync(service);
        ProgressLog progress = new(report =>
        {
            if (report.Stage == TransferStage.Retrying)
            {
                File.SetLastWriteTimeUtc(request.Images[0].Location, DateTime.UtcNow.AddHours(1));
            }
        });
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(
            () => service.NewClient().GenerateAsync(request, progress: progress, cancellationToken: Cancellation));
        Assert.Equal(CometErrorKind.InvalidRequest, error.Kind);
        Assert.Single(service.Requests, entry => entry.Route == "edits");
    }

    [Fact]
    public async Task A_URL_is_downloaded_without_the_API_key_and_its_file_is_deleted()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage source = await service.GenerateUrlAsync();
        ImageGenerationResult result = await service.NewClient().GenerateAsync(CreateEdit(new SourceImage(source.Url!)), cancellationToken: Cancellation);
        Assert.Equal(source.Url, Assert.Single(result.Images).SourceImage);

        // Windows removes a file whose hash is being computed a moment later.
        await Eventually.TrueAsync(() => Directory.GetFiles(service.Folder["spool"]).Length == 1);
        Assert.True(File.Exists(result.Images[0].Path));
        Assert.Equal(source.Url, Assert.Single(service.Records[1].Sources).Path);
        Assert.DoesNotContain(Assert.Single(service.Downloads).Headers, header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_downloaded_mask_is_verified_before_the_edit()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage webP = await service.GenerateUrlAsync();
        ImageGenerationRequest request = new()
        {
            Route = ImageRoute.Edits,
            Prompt = "p",
            Images = [SourceFiles.Png(service.Folder, "boat.png")],
            Mask = new SourceImage(webP.Url!),
        };
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => service.NewClient().GenerateAsync(request, cancellationToken: Cancellation));
        Assert.Equal((CometErrorKind.InvalidRequest, "mask"), (error.Kind, error.Param));
        Assert.DoesNotContain(service.Requests, entry => entry.Route == "edits");
        Assert.Empty(Directory.GetFiles(service.Folder["spool"]));
    }

    static ImageGenerationRequest CreateEdit(params SourceImage[] images) => new() { Route = ImageRoute.Edits, Prompt = "p", Images = images };

    // The emulator draws the source, so it's a real image.
    static async Task<ImageGenerationRequest> CreateEditAsync(EmulatedService service, int imageCount = 1)
    {
        ImageGenerationResult sources = await service.GenerateAsync(imageCount);
        return CreateEdit([.. sources.Images.Select(image => new SourceImage(SourceFile.Read(image.Path!)))]);
    }
}
