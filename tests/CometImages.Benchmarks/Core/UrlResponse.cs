using CometImages.Images;

namespace CometImages.Benchmarks.Core;

[Description("One small response with a URL")]
[MemoryDiagnoser(displayGenColumns: false)]
[WarmupCount(20), IterationCount(30), InvocationCount(500)]
public class UrlResponse
{
    CometClient _client = null!;

    [GlobalSetup]
    public void SetUp() => _client = new CometClient(
        new CometClientOptions { ApiKey = "local", BaseUri = PreparedResponse.Url.BaseUri, SpoolFolder = RunFolder.GetPath("spool") });

    [Benchmark(Baseline = true)]
    public Task BareHttpClient() => BareClient.PostAsync(PreparedResponse.Url.RequestUri);

    [Benchmark]
    public Task CometImages() => _client.GenerateAsync(new ImageGenerationRequest { Model = "dall-e-3", Prompt = PreparedResponse.Prompt });
}
