using CometImages.Models;
using CometImages.Pricing;
using CometImages.Tests.Shared;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CometImages.Tests.Pricing;

public sealed class PriceSourceTests : IDisposable
{
    static readonly CatalogModel[] s_catalog =
    [
        new() { Id = "a", Pricing = new ModelPricing { Currency = "USD / M Tokens", Input = 4.25m, Output = 24 } },
        new() { Id = "b", Pricing = new ModelPricing { PerRequest = 0.04m } },
        new() { Id = "c" },
    ];

    readonly TempFolder _folder = new();
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    int _readCount;
    int _processCount;
    CometApiException? _error;

    string FilePath => _folder["CometImages", "prices.json"];

    [Fact]
    public async Task Commands_of_a_process_read_the_catalog_once()
    {
        PriceList[] lists = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateSource().GetAsync()));
        AssertPrices(lists);
        Assert.Equal(1, _readCount);
        Assert.Equal(["prices.json"], _folder.NamesIn("CometImages"));
    }

    [Fact]
    public async Task The_next_process_reads_the_file_for_a_day()
    {
        await CreateSource().GetAsync();
        _clock.Advance(TimeSpan.FromHours(23.9));
        AssertPrices(await CreateNextProcess().GetAsync());
        Assert.Equal(1, _readCount);
        _clock.Advance(TimeSpan.FromHours(0.2));
        AssertPrices(await CreateNextProcess().GetAsync());
        Assert.Equal(2, _readCount);
    }

    [Fact]
    public async Task A_process_that_runs_for_days_reads_the_catalog_once_a_day()
    {
        PriceSource source = CreateSource();
        await source.GetAsync();
        _clock.Advance(TimeSpan.FromHours(25));
        AssertPrices(await source.GetAsync(), await source.GetAsync());
        Assert.Equal(2, _readCount);
    }

    [Fact]
    public async Task Old_prices_are_better_than_none()
    {
        await CreateSource().GetAsync();
        _clock.Advance(TimeSpan.FromDays(3));
        _error = new CometApiException(CometErrorKind.ConnectionFailed, "No network.");
        AssertPrices(await CreateNextProcess().GetAsync());
        Assert.Equal(2, _readCount);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        _error = new CometApiException(CometErrorKind.ConnectionFailed, "No network.");
        PriceSource source = CreateSource();
        Assert.Same(_error, await Assert.ThrowsAsync<CometApiException>(source.GetAsync));
        _error = null;
        AssertPrices(await source.GetAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"source":1,"time":"2026-11-28T12:00:00Z","prices":{}}""")]
    [InlineData("""{"source":"https://example.com/api/models","time":"soon","prices":{}}""")]
    [InlineData("""{"source":"https://example.com/api/models","time":"2026-11-28T12:00:00Z","prices":[]}""")]
    [InlineData("""{"source":"https://example.com/api/models","time":"2026-11-28T12:00:00Z","prices":{"a":1}}""")]
    public async Task A_damaged_file_is_replaced(string text)
    {
        _folder.Write("CometImages/prices.json", System.Text.Encoding.UTF8.GetBytes(text));
        AssertPrices(await CreateSource().GetAsync());
        AssertPrices(new PriceFile(FilePath).TryRead()!);
    }

    [Fact]
    public async Task The_prices_of_another_catalog_are_not_used()
    {
        await CreateSource().GetAsync();
        AssertPrices(await CreateSource("https://other.example.com/api/models").GetAsync());
        Assert.Equal(2, _readCount);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_no_obstacle()
    {
        File.WriteAllText(_folder["CometImages"], "");
        AssertPrices(await CreateSource().GetAsync());
    }

    public void Dispose() => _folder.Dispose();

    // The path is that of the same file, but the process hasn't read it under this name.
    PriceSource CreateNextProcess() => CreateSource(file: _folder["CometImages", string.Concat(Enumerable.Repeat("./", ++_processCount)) + "prices.json"]);

    PriceSource CreateSource(string uri = "https://example.com/api/models", string? file = null) =>
        new(new Uri(uri), new PriceFile(file ?? FilePath), ReadCatalogAsync, _clock);

    Task<IReadOnlyList<CatalogModel>> ReadCatalogAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readCount);
        return _error is null ? Task.FromResult<IReadOnlyList<CatalogModel>>(s_catalog) : Task.FromException<IReadOnlyList<CatalogModel>>(_error);
    }

    static void AssertPrices(params PriceList[] lists) => Assert.All(lists, list =>
    {
        Assert.Equal((4.25m, 24m, null), (list.Find("a")!.Input, list.Find("a")!.Output, list.Find("a")!.PerRequest));
        Assert.Equal("USD / M Tokens", list.Find("a")!.Currency);
        Assert.Equal(0.04m, list.Find("b")!.PerRequest);
        Assert.Null(list.Find("c"));
        Assert.Null(list.Find("a-2026-11-28"));
    });
}
