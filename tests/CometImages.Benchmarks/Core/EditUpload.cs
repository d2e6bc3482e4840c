using System.ClientModel;
using System.Diagnostics;
using CometImages.Images;
using CometImages.Models;
using OpenAI;
using OpenAI.Images;

namespace CometImages.Benchmarks.Core;

[Description("Upload of images of 48 MB to edit")]
[MemoryDiagnoser(displayGenColumns: false)]
[WarmupCount(3), IterationCount(10), InvocationCount(1)]
public class EditUpload
{
    const int Length = 48_000_000;

    CometClient _comet = null!;
    ImageClient _openAI = null!;
    string[] _files = null!;

    [Params(1, 16)]
    public int Images { get; set; }

    static PreparedResponse Response => PreparedResponse.Edit;

    static Uri RequestUri => new($"{Response.BaseUri}/images/edits");

    [GlobalSetup]
    public void SetUp()
    {
        _comet = new CometClient(
            new CometClientOptions { ApiKey = "local", BaseUri = Response.BaseUri, SpoolFolder = RunFolder.GetPath("spool") });
        _openAI = new ImageClient(
            PreparedResponse.Model, new ApiKeyCredential("local"), new OpenAIClientOptions { Endpoint = Response.BaseUri });
        _files = [.. Enumerable.Range(1, Images).Select(i => RunFolder.GetPath($"source-{i}.png"))];
        for (int i = 0; i < Images; i++)
        {
            File.WriteAllBytes(_files[i], PreparedResponse.CreateImage(i, Length));
        }
    }

    [Benchmark(Baseline = true)]
    public Task Curl() => ChildProcess.RunAsync(new ProcessStartInfo("curl",
    [
        "--silent", "--fail", "--form", "model=" + PreparedResponse.Model, "--form", "prompt=" + PreparedResponse.Prompt,
        .. _files.SelectMany(file => (string[])["--form", $"image[]=@{file};type=image/png"]),
        "--output", RunFolder.GetPath("response.json"), RequestUri.AbsoluteUri,
    ]));

    [Benchmark]
    public Task CometImages() => _comet.GenerateAsync(new ImageGenerationRequest
    {
        Model = PreparedResponse.Model,
        Route = ImageRoute.Edits,
        IsEdit = true,
        Prompt = PreparedResponse.Prompt,
        Images = [.. _files.Select(file => new SourceImage(SourceFile.Read(file)))],
    });

    // The package takes one image.
    [Benchmark]
    public Task OpenAIPackage() => Images == 1
        ? _openAI.GenerateImageEditAsync(_files[0], PreparedResponse.Prompt)
        : throw new NotSupportedException();
}
