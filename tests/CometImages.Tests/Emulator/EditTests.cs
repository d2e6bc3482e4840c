using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using CometImages.Tests.Shared;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class EditTests
{
    static readonly SKRectI s_hole = new(300, 500, 600, 900);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static MultipartFormDataContent CreateForm(byte[] image, byte[]? mask = null, string prompt = "a boat")
    {
        MultipartFormDataContent form = EditForm.Create(prompt: prompt).WithFile("image", image);
        return mask is null ? form : form.WithFile("mask", mask, "mask.png");
    }

    /// <summary>Returns the share of pixels that differ visibly from a color.</summary>
    static double GetDifference(SKBitmap image, SKRectI area, SKColor color)
    {
        int different = 0;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                SKColor pixel = image.GetPixel(x, y);
                different += Math.Abs(pixel.Red - color.Red) + Math.Abs(pixel.Green - color.Green) + Math.Abs(pixel.Blue - color.Blue) > 12 ? 1 : 0;
            }
        }

        return (double)different / (area.Width * area.Height);
    }

    [Fact]
    public async Task An_edit_repaints_the_transparent_area_of_the_mask_and_letters_the_prompt()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = EditForm.CreateImage(1024, 1024, color: SKColors.Red);
        byte[] mask = EditForm.CreateImage(1024, 1024, color: SKColors.Black, rectangle: s_hole, inside: SKColors.Transparent, hasAlpha: true);
        using SKBitmap edited = SKBitmap.Decode(await client.ImageAsync(CreateForm(image, mask)));
        Assert.InRange(GetDifference(edited, s_hole, SKColors.Red), 0.99, 1);
        Assert.InRange(GetDifference(edited, new SKRectI(46, 46, 978, 180), SKColors.Red), 0.9, 1);
        Assert.Equal(0, GetDifference(edited, new SKRectI(0, 200, 1024, 498), SKColors.Red));
        Assert.Equal(0, GetDifference(edited, new SKRectI(0, 902, 1024, 1024), SKColors.Red));
        Assert.Equal(0, GetDifference(edited, new SKRectI(602, 200, 1024, 1024), SKColors.Red));
    }

    [Fact]
    public async Task An_edit_without_a_mask_shows_the_image_in_other_colors()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = EditForm.CreateImage(1024, 1024, color: SKColors.DarkGray, rectangle: s_hole, inside: SKColors.SeaGreen);
        using SKBitmap edited = SKBitmap.Decode(await client.ImageAsync(CreateForm(image)));
        SKColor around = edited.GetPixel(100, 700);
        SKColor inside = edited.GetPixel(450, 700);
        Assert.NotEqual(SKColors.DarkGray, around);
        Assert.NotEqual(around, inside);
        Assert.Equal(0, GetDifference(edited, new SKRectI(0, 200, 298, 1024), around));
        Assert.Equal(0, GetDifference(edited, SKRectI.Inflate(s_hole, -2, -2), inside));
    }

    [Theory]
    [InlineData("gpt-image-2", 1600, 912, null, 1600, 912)]
    [InlineData("gpt-image-2", 1600, 912, "auto", 1600, 912)]
    [InlineData("gpt-image-2", 1000, 600, null, 1536, 1024)]
    [InlineData("gpt-image-2", 60, 100, null, 1024, 1536)]
    [InlineData("gpt-image-1.5", 1600, 1500, null, 1024, 1024)]
    [InlineData("gpt-image-1.5", 1024, 1536, null, 1024, 1536)]
    [InlineData("gpt-image-2", 1024, 1024, "1536x512", 1536, 512)]
    [InlineData("qwen-image-edit", 333, 77, null, 333, 77)]
    public async Task An_edit_has_the_size_of_the_request_or_one_that_suits_the_image(
        string model, int width, int height, string? size, int editedWidth, int editedHeight)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        MultipartFormDataContent form = EditForm.Create(model).WithFile("image", EditForm.CreateImage(width, height));
        using SKBitmap edited = SKBitmap.Decode(await client.ImageAsync(size is null ? form : form.WithText("size", size)));
        Assert.Equal((editedWidth, editedHeight), (edited.Width, edited.Height));
    }

    [Fact]
    public async Task An_edit_of_another_shape_is_not_distorted()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = EditForm.CreateImage(1536, 512, color: SKColors.Red);
        byte[] mask = EditForm.CreateImage(
            1536, 512, color: SKColors.Black, rectangle: SKRectI.Create(718, 256, 100, 100), inside: SKColors.Transparent, hasAlpha: true);
        using SKBitmap edited = SKBitmap.Decode(await client.ImageAsync(CreateForm(image, mask).WithText("size", "1024x1024")));
        Assert.InRange(GetDifference(edited, SKRectI.Create(412, 512, 200, 200), SKColors.Red), 0.95, 1);
        Assert.Equal(0, GetDifference(edited, SKRectI.Create(412, 720, 200, 200), SKColors.Red));
        Assert.Equal(0, GetDifference(edited, SKRectI.Create(620, 512, 200, 200), SKColors.Red));
    }

    [Fact]
    public async Task The_same_edit_returns_the_same_bytes_and_any_other_returns_others()
    {
        byte[] image = EditForm.CreateImage(64, 48);
        byte[] mask = EditForm.CreateImage(64, 48, rectangle: new(0, 0, 64, 40), hasAlpha: true);
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await using EmulatorClient other = await EmulatorClient.StartAsync();
        byte[] edited = await client.ImageAsync(CreateForm(image));
        Assert.Equal(edited, await other.ImageAsync(CreateForm(image)));
        Assert.NotEqual(edited, await client.ImageAsync(CreateForm(image, prompt: "a coat")));
        Assert.NotEqual(edited, await client.ImageAsync(CreateForm(image, mask)));
        Assert.NotEqual(edited, await client.ImageAsync(CreateForm(EditForm.CreateImage(64, 48, color: SKColors.Red))));
    }

    [Theory]
    [InlineData("transparent", 0)]
    [InlineData("opaque", 255)]
    public async Task A_transparent_image_stays_transparent_only_if_requested(string background, byte alpha)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = EditForm.CreateImage(1024, 1024, rectangle: s_hole, inside: SKColors.Transparent, hasAlpha: true);
        byte[] mask = EditForm.CreateImage(1024, 1024, hasAlpha: true);
        using SKBitmap edited = SKBitmap.Decode(await client.ImageAsync(CreateForm(image, mask).WithText("background", background)));
        Assert.Equal(alpha, edited.GetPixel(450, 700).Alpha);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_PNG_file_with_a_long_chunk_is_decoded_in_time()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { ImageBytes = 48_000_000 });
        byte[] image = await client.ImageAsync("""{"model":"gpt-image-2","prompt":"a long boat"}""");
        client.Host.Settings.ImageBytes = 0;
        await client.EditAsync(CreateForm(image));
    }

    [Theory]
    [InlineData("png", SKEncodedImageFormat.Png)]
    [InlineData("jpeg", SKEncodedImageFormat.Jpeg)]
    [InlineData("webp", SKEncodedImageFormat.Webp)]
    public async Task An_edit_has_the_requested_format(string name, SKEncodedImageFormat format)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] edited = await client.ImageAsync(EditForm.Create().WithText("output_format", name).WithImage());
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(edited));
        Assert.Equal(format, codec.EncodedFormat);
    }

    [Fact]
    public async Task An_SVG_file_contains_the_edit_as_an_image()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] png = await client.ImageAsync(EditForm.Create("gpt-image-2.6-flare").WithImage());
        byte[] svg = await client.ImageAsync(EditForm.Create("gpt-image-2.6-flare").WithText("output_format", "svg").WithImage());
        string embedded = (string)XDocument.Load(new MemoryStream(svg)).Root!.Elements().Last().Attribute("href")!;
        Assert.Equal(png, Convert.FromBase64String(embedded.Split(',')[1]));
    }

    [Fact]
    public async Task The_URL_of_an_edit_works_after_the_upload_is_gone()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        JsonElement response = await client.EditAsync(EditForm.Create("qwen-image-edit").WithImage());
        byte[] edited = await client.DownloadAsync(response.GetProperty("data")[0].GetProperty("url").GetString()!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(edited)), Assert.Single(client.Host.Journal.Requests[0].Images));
    }

    [Fact]
    public async Task The_journal_contains_each_part_in_its_order()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] first = EditForm.CreateImage(64, 48);
        byte[] second = EditForm.CreateImage(640, 480, SKEncodedImageFormat.Jpeg);
        MultipartFormDataContent form = new MultipartFormDataContent().WithText("model", "gpt-image-2").WithFile("image[]", first, "a.png")
            .WithFile("image[]", second, "Fluß.jpg", "image/jpeg").WithText("prompt", $"a boat, ⛵, {client.Host.Key}");
        await client.EditAsync(form);

        JournalEntry entry = Assert.Single(client.Host.Journal.Requests);
        Assert.Equal(("edits", "gpt-image-2", ""), (entry.Route, entry.Model, entry.Body));
        Assert.Equal(
        [
            new JournalPart { Name = "model", Value = "gpt-image-2" },
            CreatePart("a.png", "image/png", first),
            CreatePart("Fluß.jpg", "image/jpeg", second),
            new JournalPart { Name = "prompt", Value = "a boat, ⛵, ***" },
        ],
            entry.Parts);

        await client.UrlAsync();
        Assert.Null(client.Host.Journal.Requests[1].Parts);

        static JournalPart CreatePart(string fileName, string contentType, byte[] content) => new()
        {
            Name = "image[]",
            FileName = fileName,
            ContentType = contentType,
            Length = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        };
    }

    [Fact]
    public async Task A_fault_selects_edits_by_prompt_and_model()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Route = "edits", Prompt = "*boat*", Model = "gpt-*", Status = 429 });
        await client.GenerateAsync("""{"model":"gpt-image-2","prompt":"a boat"}""");
        await client.EditAsync(EditForm.Create(prompt: "a coat").WithImage());
        await client.EditAsync(EditForm.Create("new-model").WithImage());
        using HttpResponseMessage hit = await client.PostAsync(EditForm.Create().WithImage());
        Assert.Equal(HttpStatusCode.TooManyRequests, hit.StatusCode);
        Assert.Equal("image", client.Host.Journal.Requests[^1].Parts![^1].Name);
    }

    [Fact]
    public async Task Edits_count_as_generations_in_progress()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { MaxConcurrent = 1 });
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.Stall, Route = "edits" });
        using HttpRequestMessage request = client.Request(EmulatorClient.EditsPath, EditForm.Create().WithImage());
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<HttpResponseMessage> stalled = client.Http.SendAsync(request, end.Token);
        await Eventually.TrueAsync(() => client.Host.Journal.Requests is [{ Fault: not null }]);
        using HttpResponseMessage rejected = await client.PostAsync("""{"model":"gpt-image-2","prompt":"a boat"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, rejected.StatusCode);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
    }
}
