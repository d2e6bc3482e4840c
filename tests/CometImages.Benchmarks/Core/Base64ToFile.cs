using System.ClientModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CometImages.Images;
using OpenAI;
using OpenAI.Images;

namespace CometImages.Benchmarks.Core;

[Description("Base64 images to files")]
[MemoryDiagnoser(displayGenColumns: false)]
[WarmupCount(10), IterationCount(30)]
public class Base64ToFile
{
    static readonly HttpClient s_http = new();

    CometClient _comet = null!;
    ImageClient _openAI = null!;
    string[] _files = null!;

    [ParamsSource(nameof(Responses))]
    public PreparedResponse Images { get; set; } = null!;

    public IEnumerable<PreparedResponse> Responses => [PreparedResponse.One, PreparedResponse.Ten, PreparedResponse.Large];

    [GlobalSetup]
    public void SetUp()
    {
        _comet = new CometClient(
            new CometClientOptions { ApiKey = "local", BaseUri = Images.BaseUri, SpoolFolder = RunFolder.GetPath("spool") });
        _openAI = new ImageClient(
            PreparedResponse.Model, new ApiKeyCredential("local"), new OpenAIClientOptions { Endpoint = Images.BaseUri });
        _files = [.. Enumerable.Range(1, Images.Count).Select(i => RunFolder.GetPath($"{i}.png"))];
    }

    [IterationSetup]
    public void DeleteFiles() => Array.ForEach(Directory.GetFiles(RunFolder.FullName), File.Delete);

    [Benchmark(Baseline = true)]
    public Task Curl() => ChildProcess.RunAsync(new ProcessStartInfo("curl",
    [
        "--silent", "--fail", "--header", "Content-Type: application/json", "--data", Images.RequestBody,
        "--output", RunFolder.GetPath("response.json"), Images.RequestUri.AbsoluteUri,
    ]));

    [Benchmark]
    public async Task CometImages()
    {
        ImageGenerationRequest request = new() { Model = PreparedResponse.Model, Prompt = PreparedResponse.Prompt, Count = Images.Count };
        ImageGenerationResult result = await _comet.GenerateAsync(request, new ImageOutputOptions { Files = _files });
        if (result.Images.Count != Images.Count)
        {
            throw new InvalidDataException("Images are missing.");
        }
    }

    [Benchmark]
    public async Task OpenAIPackage()
    {
        GeneratedImageCollection images = await _openAI.GenerateImagesAsync(PreparedResponse.Prompt, Images.Count);
        foreach ((string file, GeneratedImage image) in _files.Zip(images))
        {
            await File.WriteAllBytesAsync(file, image.ImageBytes.ToMemory());
        }
    }

    [Benchmark]
    public async Task StringAndFromBase64String()
    {
        using StringContent content = new(Images.RequestBody, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await s_http.PostAsync(Images.RequestUri, content);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        foreach ((string file, JsonElement item) in _files.Zip(document.RootElement.GetProperty("data").EnumerateArray()))
        {
            await File.WriteAllBytesAsync(file, Convert.FromBase64String(item.GetProperty("b64_json").GetString()!));
        }
    }
}
