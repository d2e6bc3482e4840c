using System.Text;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using MimeKit;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>What arrives at the server, read by a parser that shares no code with the module or the emulator.</summary>
public sealed class EditBodyTests : IDisposable
{
    const string Answer = """{"created":1,"data":[{"url":"https://example.com/1.png"}]}""";

    readonly TempFolder _folder = TempFolder.CreateInMemory();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_part_has_the_bytes_of_its_file()
    {
        SourceImage[] images =
        [
            SourceFiles.Png(_folder, "boat.png", length: 1_000_000),
            SourceFiles.Jpeg(_folder, "photo.jpeg", length: 70_001),
            SourceFiles.WebP(_folder, "small.webp", length: 40),
        ];
        SourceImage mask = SourceFiles.Png(_folder, "mask.png");
        (string head, Multipart form) = await SendAsync(Edit(images, mask));

        Assert.StartsWith("POST /v1/images/edits HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Equal(
            [
                "image[] boat.png image/png",
                "image[] photo.jpeg image/jpeg",
                "image[] small.webp image/webp",
                "mask mask.png image/png",
            ],
            Files(form).Select(part => $"{Name(part)} {FileName(part)} {part.ContentType.MimeType}"));
        Assert.All(
            Files(form).Zip([.. images, mask], (part, image) => (part, image.File!.Path)),
            pair => Assert.Equal(File.ReadAllBytes(pair.Path), Content(pair.part)));
    }

    [Fact]
    public async Task Each_field_is_a_text()
    {
        ImageGenerationRequest request = new(new RequestValues())
        {
            Route = ImageRoute.Edits,
            Model = "gpt-image-1.5",
            Prompt = "Nacht über dem See 🛶\r\nund \"Sterne\"",
            Count = 2,
            Images = [SourceFiles.Png(_folder, "boat.png")],
            Values = { [RequestField.InputFidelity] = "high", [RequestField.OutputCompression] = 80, [RequestField.OutputFormat] = "webp" },
            AdditionalProperties = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"seed":42,"flag":true,"text":"ä","map":{"a":[1,null]}}""")!,
        };
        (_, Multipart form) = await SendAsync(request);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["model"] = "gpt-image-1.5",
                ["prompt"] = request.Prompt,
                ["n"] = "2",
                ["input_fidelity"] = "high",
                ["output_format"] = "webp",
                ["output_compression"] = "80",
                ["seed"] = "42",
                ["flag"] = "true",
                ["text"] = "ä",
                ["map"] = """{"a":[1,null]}""",
            },
            form.OfType<MimePart>().Where(part => FileName(part) is null).ToDictionary(Name, part => Encoding.UTF8.GetString(Content(part))));
    }

    [Theory]
    [InlineData("boat.png", "boat.png")]
    [InlineData("Bötchen 🛶.png", "Bötchen 🛶.png")]
    [InlineData("boat.txt", "boat.png")]
    [InlineData("boat.jpg", "boat.png")]
    [InlineData("boat", "boat.png")]
    [InlineData("BOAT.PNG", "BOAT.PNG")]
    public async Task A_file_name_has_the_extension_of_its_bytes_and_no_folder(string name, string expected)
    {
        SourceImage image = SourceFiles.Png(_folder, Path.Combine("a", name));
        (string head, Multipart form) = await SendAsync(Edit([image]));
        MimePart part = Assert.Single(Files(form));
        Assert.Equal(("image", expected, "image/png"), (Name(part), FileName(part), part.ContentType.MimeType));
        Assert.DoesNotContain("Transfer-Encoding", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task References_of_a_generation_are_JSON()
    {
        SourceImage[] images = [SourceFiles.Png(_folder, "boat.png", length: 100_001), SourceFiles.Jpeg(_folder, "photo.jpg", length: 100_002), new("https://example.com/a%20b?c=\"d\"")];
        string? head = null;
        byte[] body = [];
        ImageGenerationRequest request = new() { Model = "doubao-seedream-5-0-260128", Prompt = "p", Images = images };
        using RawServer server = CreateServer(received => (head, body) = (received.Head, received.Body.ToArray()));
        await CreateClient(server).GenerateAsync(request, cancellationToken: Cancellation);

        Assert.StartsWith("POST /v1/images/generations HTTP/1.1", head, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(body);
        Assert.Equal(["model", "prompt", "image"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            [
                "data:image/png;base64," + Convert.ToBase64String(File.ReadAllBytes(images[0].Location)),
                "data:image/jpeg;base64," + Convert.ToBase64String(File.ReadAllBytes(images[1].Location)),
                images[2].Location,
            ],
            json.RootElement.GetProperty("image").EnumerateArray().Select(image => image.GetString()));
    }

    static ImageGenerationRequest Edit(SourceImage[] images, SourceImage? mask = null) =>
        new() { Route = ImageRoute.Edits, Prompt = "p", Images = images, Mask = mask };

    async Task<(string Head, Multipart Form)> SendAsync(ImageGenerationRequest request)
    {
        string head = "";
        Multipart? form = null;
        using RawServer server = CreateServer(received =>
        {
            head = received.Head;
            string type = head.Split("\r\n".ToCharArray()).Single(line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
            using MemoryStream message = new([.. Encoding.ASCII.GetBytes(type + "\r\n\r\n"), .. received.Body.ToArray()]);
            form = (Multipart)MimeEntity.Load(ParserOptions.Default, message, persistent: false, CancellationToken.None);
        });
        await CreateClient(server).GenerateAsync(request, cancellationToken: Cancellation);
        return (head, form!);
    }

    static RawServer CreateServer(Action<RawRequest> onReceived) => new(request =>
    {
        onReceived(request);
        request.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Answer.Length}\r\n\r\n{Answer}"));
    });

    CometClient CreateClient(RawServer server) => new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "v1"), SpoolFolder = _folder["spool"] });

    static IEnumerable<MimePart> Files(Multipart form) => form.OfType<MimePart>().Where(part => FileName(part) is not null);

    static string Name(MimePart part) => part.ContentDisposition!.Parameters["name"]!;

    static string? FileName(MimePart part) => part.ContentDisposition!.FileName;

    static byte[] Content(MimePart part)
    {
        using MemoryStream content = new();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }
}
