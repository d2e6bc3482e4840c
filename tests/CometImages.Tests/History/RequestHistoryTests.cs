using System.Text.Json;
using CometImages.History;
using CometImages.Images;
using CometImages.Models;
using CometImages.Storage;
using CometImages.Tests.Client;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.History;

/// <summary>What the history says about requests: those that ended, those that didn't, and what it never contains.</summary>
public sealed class RequestHistoryTests : IDisposable
{
    readonly TempFolder _folder = TempFolder.CreateInMemory();
    readonly HistoryFolder _history;

    public RequestHistoryTests() => _history = new HistoryFolder(_folder["history"]);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    IReadOnlyList<HistoryRecord> Records => [.. _history.GetFiles().SelectMany(HistoryReader.Read)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_has_its_fields_its_images_and_their_hashes()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        string file = service.Folder["a.png"];
        ImageGenerationResult result = await service.NewClient().GenerateAsync(
            new ImageGenerationRequest
            {
                Prompt = "a boat",
                Model = "doubao-seedream-4-0-250828",
                Values = { [RequestField.Size] = "1024x768", [RequestField.ResponseFormat] = ImageResponseFormat.Base64 },
                AdditionalProperties = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"watermark":false,"map":{"a":[1]}}""")!,
            },
            new ImageOutputOptions { Files = [file] },
            cancellationToken: Cancellation);
        HistoryRecord record = Assert.Single(service.Records);
        Assert.Equal(
            """{"Model":"doubao-seedream-4-0-250828","Prompt":"a boat","Size":"1024x768","ResponseFormat":"Base64","AdditionalProperty":{"watermark":false,"map":{"a":[1]}},"OutFile":["FILE"]}"""
                .Replace("FILE", file.Replace("\\", "\\\\")),
            record.Request.GetRawText());
        Assert.Equal((HistoryStatus.Completed, 1, service.Requests[0].RequestId), (record.Status, record.Attempts, record.RequestId));
        Assert.Equal(EmulatedService.Hash(file), Assert.Single(record.Hashes)!.ToLowerInvariant());
        Assert.Equal((file, 1024, 768), (record.Images[0].Path, record.Images[0].Width, record.Images[0].Height));
        Assert.Equal(result.Images[0].TotalTokens, record.Images[0].TotalTokens);
        Assert.InRange(record.EndTime!.Value - record.Time, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_edit_has_the_hashes_of_what_was_sent()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometImage source = (await service.GenerateAsync()).Images[0];
        await service.NewClient().GenerateAsync(
            new ImageGenerationRequest { Route = ImageRoute.Edits, IsEdit = true, Prompt = "p", Images = [new SourceImage(SourceFile.Read(source.Path!))] },
            cancellationToken: Cancellation);
        HistoryRecord record = service.Records[1];
        Assert.Equal(source.Path, record.Request.GetProperty("Image").GetString());
        Assert.Equal((source.Path!, EmulatedService.Hash(source.Path!).ToUpperInvariant()), Assert.Single(record.Sources));
    }

    [Theory]
    [InlineData(400, HistoryStatus.Failed, "InvalidRequest")]
    [InlineData(504, HistoryStatus.InDoubt, "ServerError")]
    public async Task The_error_says_whether_a_request_is_in_doubt(int status, HistoryStatus expected, string kind)
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(new FaultRule { Fault = FaultNames.Respond, Status = status });
        await service.FailToGenerateAsync();
        HistoryRecord record = Assert.Single(service.Records);
        Assert.Equal((expected, kind, service.Requests[0].RequestId), (record.Status, record.ErrorKind, record.RequestId));
        Assert.DoesNotContain(service.Host.Key, File.ReadAllText(service.HistoryFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_was_not_sent_is_not_recorded()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometClient client = new(new CometClientOptions
        {
            ApiKey = "test",
            BaseUri = new Uri("http://127.0.0.1:1/v1"),
            MaximumRetryCount = 0,
            SpoolFolder = _folder["spool"],
        });
        await service.FailToGenerateAsync(client: client);
        Assert.Empty(Records);
    }

    [Fact]
    public void A_request_of_a_process_that_ended_is_in_doubt_unless_the_service_rejected_its_last_attempt()
    {
        WriteLine("""{"event":"sent","id":"1","time":"2026-11-28T10:00:00Z","host":"HOST","process":4194300,"request":{"Prompt":"gone"}}""");
        WriteLine("""{"event":"sent","id":"2","time":"2026-11-28T10:00:01Z","host":"HOST","process":4194300,"request":{"Prompt":"rejected"}}""");
        WriteLine("""{"event":"rejected","id":"2","time":"2026-11-28T10:00:02Z","error":{"Kind":"RateLimited","Message":"m","MayHaveBeenCharged":false}}""");
        WriteLine("""{"event":"sent","id":"3","time":"2026-11-28T10:00:03Z","host":"HOST","process":4194300,"request":{"Prompt":"again"}}""");
        WriteLine("""{"event":"rejected","id":"3","time":"2026-11-28T10:00:04Z","error":{"Kind":"RateLimited","Message":"m","MayHaveBeenCharged":false}}""");
        WriteLine("""{"event":"sent","id":"3","time":"2026-11-28T10:00:05Z","attempt":2}""");
        WriteLine("""{"event":"sent","id":"4","time":"2026-11-28T10:00:06Z","host":"elsewhere","process":1,"request":{"Prompt":"other"}}""");
        Assert.Equal(
            [("gone", HistoryStatus.InDoubt), ("rejected", HistoryStatus.Failed), ("again", HistoryStatus.InDoubt), ("other", HistoryStatus.InDoubt)],
            Records.Select(record => (record.Request.GetProperty("Prompt").GetString()!, record.Status)));
    }

    [Fact]
    public void A_request_of_this_process_is_in_progress_until_it_ends()
    {
        RequestHistory history = new(_history, "Test", isEnabled: true, TimeProvider.System);
        HistoryEntry entry = history.Begin(new ImageGenerationRequest { Prompt = "p" }, []);
        Assert.Empty(Records);
        entry.OnSendStarted();
        Assert.Equal(HistoryStatus.InProgress, Assert.Single(Records).Status);
        entry.Complete([new CometImage { Url = "https://a/1.png" }], error: null);
        Assert.Equal(HistoryStatus.Completed, Assert.Single(Records).Status);
    }

    [Fact]
    public void Without_a_history_only_what_may_be_lost_is_recorded()
    {
        RequestHistory history = new(_history, "Test", isEnabled: false, TimeProvider.System);
        Run(history, entry => entry.Complete([new CometImage { Url = "https://a/1.png" }], error: null));
        Run(history, entry => entry.Fail(new CometApiException(CometErrorKind.InvalidRequest, "m")));
        Assert.Empty(Records);
        Run(history, entry => entry.Fail(new CometApiException(CometErrorKind.Timeout, "m") { MayHaveBeenCharged = true }));
        history.RecordUndelivered(new CometImage { Url = "https://a/2.png", Prompt = "lost" });
        Assert.Equal([HistoryStatus.InDoubt, HistoryStatus.Completed], Records.Select(record => record.Status));
        Assert.Equal(["lost"], Records.SelectMany(record => record.Undelivered).Select(image => image.Prompt));
    }

    [Fact]
    public void A_history_that_cannot_be_written_is_an_error_that_is_kept()
    {
        File.WriteAllText(_folder["history"], "a file where the folder would be");
        RequestHistory history = new(_history, "Test", isEnabled: true, TimeProvider.System);
        Run(history, entry => entry.Complete([new CometImage { Url = "https://a/1.png" }], error: null));
        Assert.Equal(CometErrorKind.WriteFailed, history.Error?.Kind);
        Assert.Contains("COMETIMAGES_HISTORY", history.Error!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_whose_last_line_is_not_complete_is_in_doubt()
    {
        WriteLine("""{"event":"sent","id":"1","time":"2026-11-28T10:00:00Z","request":{"Prompt":"p"}}""");
        WriteLine("""{"event":"ended","id":"1","time":"2026-11-28T10:00:01Z","images":[{"Ur""");
        WriteLine("""{"event":"sent","id":"2","time":"2026-11-28T10:00:02Z","request":{"Prompt":"q"}}""");
        WriteLine("""{"event":"ended","id":"2","time":"2026-11-28T10:00:03Z","images":[]}""");
        Assert.Equal(
            [("2", HistoryStatus.Completed), ("1", HistoryStatus.InDoubt)], Records.Select(record => (record.Id, record.Status)));
    }

    [Fact]
    public void An_image_is_undelivered_although_the_line_of_the_end_is_missing()
    {
        WriteLine("""{"event":"sent","id":"1","time":"2026-11-28T10:00:00Z","request":{"Prompt":"p"}}""");
        WriteLine("""{"event":"undelivered","id":"1","time":"2026-11-28T10:00:01Z","images":[{"Index":0,"Prompt":"p","Url":"https://a/1.png"}]}""");
        HistoryRecord record = Assert.Single(Records);
        Assert.Equal((HistoryStatus.InDoubt, "https://a/1.png"), (record.Status, Assert.Single(record.Undelivered).Url));
    }

    [Fact]
    public void A_request_is_returned_with_its_saved_files_at_its_last_line()
    {
        WriteLine("""{"event":"sent","id":"1","time":"2026-11-28T10:00:00Z","request":{"Prompt":"p"}}""");
        WriteLine("""{"event":"sent","id":"2","time":"2026-11-28T10:00:00Z","request":{"Prompt":"q"}}""");
        WriteLine("""{"event":"saved","id":"1","time":"2026-11-28T10:00:01Z","images":[{"Index":2,"Path":"b.png"}]}""");
        WriteLine("""{"event":"ended","id":"1","images":[{"Index":1,"Url":"https://a/1"},{"Index":2,"Path":"spool","Sha256":"B"},{"Index":3}]}""");
        WriteLine("""{"event":"ended","id":"2","images":[]}""");
        WriteLine("""{"event":"saved","id":"1","time":"2026-11-28T10:00:02Z","images":[{"Index":1,"Path":"a.png","Sha256":"A"}]}""");
        WriteLine("""{"event":"saved","id":"unknown","time":"2026-11-28T10:00:02Z","images":[{"Index":1,"Path":"c.png"}]}""");
        Assert.Equal([("2", HistoryStatus.Completed), ("1", HistoryStatus.Completed)], Records.Select(record => (record.Id, record.Status)));
        Assert.Equal(["a.png", "b.png", null], Records[1].Images.Select(image => image.Path));
        Assert.Equal(["A", "B", null], Records[1].Hashes);
    }

    [Fact]
    public void Invalid_lines_are_ignored()
    {
        WriteLine("not JSON");
        WriteLine("[]");
        WriteLine("""{"event":"unknown","id":"1"}""");
        WriteLine("""{"event":"sent","id":"2","time":"","request":{"Prompt":"p"}}""");
        WriteLine("""{"event":"sent","id":"3","time":"2026-11-28T10:00:00Z","request":[]}""");
        WriteLine("""{"event":"ended","id":"unknown","time":"2026-11-28T10:00:00Z"}""");
        WriteLine("""{"event":"sent","id":"1","time":"2026-11-28T10:00:00Z","request":{"Prompt":"p"}}""");
        Assert.Single(Records);
    }

    static void Run(RequestHistory history, Action<HistoryEntry> end)
    {
        HistoryEntry entry = history.Begin(new ImageGenerationRequest { Prompt = "p" }, []);
        entry.OnSendStarted();
        end(entry);
    }

    void WriteLine(string line) => new JsonLinesFile(_folder["history", "2026-11.jsonl"])
        .Append(System.Text.Encoding.UTF8.GetBytes(line.Replace("HOST", Environment.MachineName)));
}
