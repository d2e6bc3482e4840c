using System.Net;
using System.Text.Json;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ReferenceImageTests
{
    const string Seedream = "doubao-seedream-4-0-250828";
    const string ForeignUrl = "https://example.org/a.png";

    static readonly string s_png = CreateDataUri(EditForm.CreateImage(64, 48, color: SKColors.Red), "image/png");

    static string CreateDataUri(byte[] image, string mediaType) => $"data:{mediaType};base64,{Convert.ToBase64String(image)}";

    static string CreateRequest(object? image, string model = Seedream) => JsonSerializer.Serialize(
        new Dictionary<string, object?> { ["model"] = model, ["prompt"] = "a boat", ["response_format"] = "b64_json", ["image"] = image });

    static async Task<SKColor> GetPixelAsync(EmulatorClient client, string json)
    {
        using SKBitmap image = SKBitmap.Decode(await client.ImageAsync(json));
        return image.GetPixel(image.Width / 2, image.Height - 10);
    }

    [Theory]
    [InlineData(Seedream)]
    [InlineData("grok-imagine-image")]
    public async Task A_generation_is_an_edit_of_its_first_reference_image(string model)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        SKColor one = await GetPixelAsync(client, CreateRequest(s_png, model));
        SKColor first = await GetPixelAsync(client, CreateRequest((string[])[s_png, ForeignUrl], model));
        SKColor plain = await GetPixelAsync(client, CreateRequest(ForeignUrl, model));
        Assert.InRange(one.Red, 200, 255);
        Assert.Equal(one, first);
        Assert.NotEqual(one, plain);
        Assert.Equal(plain, await GetPixelAsync(client, CreateRequest(null, model)));
    }

    [Fact]
    public async Task A_URL_of_the_emulator_is_a_reference_image()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string url = await client.UrlAsync("a lighthouse");
        byte[] image = await client.DownloadAsync(url);
        byte[] byUrl = await client.ImageAsync(CreateRequest(url));
        Assert.Equal(byUrl, await client.ImageAsync(CreateRequest(CreateDataUri(image, "image/webp"))));
        Assert.NotEqual(byUrl, await client.ImageAsync(CreateRequest(null)));
    }

    [Fact]
    public async Task A_reference_image_can_be_large()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = EditForm.CreateImage(64, 48, color: SKColors.Red);
        byte[] large = [.. image, .. new byte[26_000_000]];
        string[] images = [CreateDataUri(large, "image/png"), CreateDataUri(large, "image/png")];
        Assert.InRange((await GetPixelAsync(client, CreateRequest(images))).Red, 200, 255);
    }

    public static TheoryData<string> Rejected => new(
        JsonSerializer.Serialize((int[])[3]),
        JsonSerializer.Serialize(3),
        JsonSerializer.Serialize(Array.Empty<string>()),
        JsonSerializer.Serialize(Enumerable.Repeat(ForeignUrl, 15)),
        JsonSerializer.Serialize("photo.png"),
        JsonSerializer.Serialize("ftp://example.org/a.png"),
        JsonSerializer.Serialize((string[])[ForeignUrl, "data:image/png;base64,*"]),
        JsonSerializer.Serialize("data:image/png;base64,bm90IGFuIGltYWdl"),
        JsonSerializer.Serialize("data:image/png,abc"),
        JsonSerializer.Serialize(s_png.Replace("image/png", "image/jpeg", StringComparison.Ordinal)),
        JsonSerializer.Serialize(s_png[..^40]));

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task A_value_that_is_not_a_reference_image_gets_400(string image)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await client.PostAsync($$"""{"model":"{{Seedream}}","prompt":"x","image":{{image}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("image", (await EmulatorClient.ErrorAsync(response)).GetProperty("param").GetString());
    }

    [Fact]
    public async Task Fourteen_reference_images_are_accepted()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await client.GenerateAsync(CreateRequest(Enumerable.Repeat(s_png, 14)));
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_rejected()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await client.PostAsync($$"""{"model":"{{Seedream}}","prompt":"x","image":["\ud83d"]}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_model_that_edits_takes_no_reference_images_in_a_generation()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await client.PostAsync(CreateRequest(s_png, "gpt-image-2").Replace(
            "\"response_format\":\"b64_json\",", "", StringComparison.Ordinal));
        Assert.Equal("image", (await EmulatorClient.ErrorAsync(response)).GetProperty("param").GetString());
    }
}
