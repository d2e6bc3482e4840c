using System.ComponentModel;
using BenchmarkDotNet.Attributes;
using CometImages.Benchmarks.Service;

namespace CometImages.Benchmarks.Core;

[Description("One small response with a URL")]
[MemoryDiagnoser(displayGenColumns: false)]
[WarmupCount(20), IterationCount(30), InvocationCount(500)]
public class UrlResponse
{
    readonly TempFolder _folder = new();
    CometClient _client = null!;

    [GlobalSetup]
    public void SetUp() => _client = new CometClient(new CometClientOptions
    {
        ApiKey = "local",
        BaseUri = PreparedResponse.Url.BaseUri,
        SpoolFolder = _folder.GetPath("spool"),
    });

    [GlobalCleanup]
    public void CleanUp() => _folder.Dispose();

    [Benchmark(Baseline = true)]
    public Task BareHttpClient() => BareClient.PostAsync(PreparedResponse.Url.RequestUri);

    [Benchmark]
    public Task CometImages() => _client.GenerateAsync(new ImageRequest { Prompt = "A paper boat." });
}
