using CometImages.Benchmarks.Peers;
using CometImages.Benchmarks.Service;
using BenchmarkDotNet.Attributes;

namespace CometImages.Benchmarks;

/// <summary>Base64 answers saved as files.</summary>
[MemoryDiagnoser]
public class PictureBenchmarks : IDisposable
{
    readonly Peer _curl = new CurlPeer();
    readonly Peer _comet = new CometPeer();
    readonly Peer _openAI = new OpenAIPeer();
    readonly Peer _wholeText = new WholeTextPeer();
    TempFolder _folder = null!;
    Answer _answer = null!;

    [Params("1x4", "10x4", "1x64")]
    public string Pictures { get; set; } = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _folder = new TempFolder();
        _answer = Answer.Pictures.Single(answer => answer.Route == Pictures);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [IterationCleanup]
    public void DeleteFiles() => _folder.Clear();

    [Benchmark(Baseline = true)]
    public Task Curl() => _curl.SaveAsync(_answer, _folder.FullName);

    [Benchmark]
    public Task CometImages() => _comet.SaveAsync(_answer, _folder.FullName);

    [Benchmark]
    public Task OpenAI() => _openAI.SaveAsync(_answer, _folder.FullName);

    [Benchmark]
    public Task WholeText() => _wholeText.SaveAsync(_answer, _folder.FullName);
}
