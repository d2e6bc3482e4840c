using CometImages.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;

namespace CometImages.Benchmarks;

/// <summary>One small answer with a URL.</summary>
[MemoryDiagnoser]
public class UrlBenchmarks : IDisposable
{
    TempFolder _folder = null!;
    UrlCalls _calls = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _folder = new TempFolder();
        _calls = new UrlCalls(_folder);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task BareHttpClient() => _calls.BareAsync();

    [Benchmark]
    public Task CometImages() => _calls.CometAsync();
}
