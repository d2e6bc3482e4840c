using System.Diagnostics;
using CometImages.History;
using CometImages.Images;
using CometImages.Models;
using CometImages.Storage;

namespace CometImages.Benchmarks.Core;

[MemoryDiagnoser(displayGenColumns: false)]
[WarmupCount(3), IterationCount(10), InvocationCount(1)]
public abstract class EditUpload
{
    const int Length = 48_000_000;

    CometClient _comet = null!;
    RequestHistory _history = null!;

    protected EditUpload(int images) => Files = [.. Enumerable.Range(1, images).Select(i => RunFolder.GetPath($"source-{i}.png"))];

    protected static PreparedResponse Response => PreparedResponse.Edit;

    protected string[] Files { get; }

    static Uri RequestUri => new($"{Response.BaseUri}/images/edits");

    [GlobalSetup]
    public virtual void SetUp()
    {
        string spool = RunFolder.GetPath("spool");
        _history = new RequestHistory(HistoryFolder.FromSpool(new Spool(spool)), nameof(CometClient), isEnabled: true, TimeProvider.System);
        _comet = new CometClient(
            new CometClientOptions { ApiKey = "local", BaseUri = Response.BaseUri, SpoolFolder = spool, History = _history });
        for (int i = 0; i < Files.Length; i++)
        {
            File.WriteAllBytes(Files[i], PreparedResponse.CreateImage(i, Length));
        }
    }

    // The history hashes the files after each request.
    [IterationCleanup]
    public void WaitForHistory() => _history.Wait(TimeSpan.FromSeconds(10));

    [Benchmark(Baseline = true)]
    public Task Curl() => ChildProcess.RunAsync(new ProcessStartInfo("curl",
    [
        "--silent", "--fail", "--form", "model=" + PreparedResponse.Model, "--form", "prompt=" + PreparedResponse.Prompt,
        .. Files.SelectMany(file => (string[])["--form", $"image[]=@{file};type=image/png"]),
        "--output", RunFolder.GetPath("response.json"), RequestUri.AbsoluteUri,
    ]));

    [Benchmark]
    public Task CometImages() => _comet.GenerateAsync(new ImageGenerationRequest
    {
        Model = PreparedResponse.Model,
        Route = ImageRoute.Edits,
        IsEdit = true,
        Prompt = PreparedResponse.Prompt,
        Images = [.. Files.Select(file => new SourceImage(SourceFile.Read(file)))],
    });
}
