using System.Xml.Linq;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ImageTests
{
    static string CreateRequest(string model, string prompt, string more = "") => $$"""{"model":"{{model}}","prompt":"{{prompt}}"{{more}}}""";

    static SKBitmap Decode(byte[] image) => SKBitmap.Decode(image) ?? throw new InvalidOperationException("This is not an image.");

    static SKEncodedImageFormat Format(byte[] image)
    {
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(image));
        return codec.EncodedFormat;
    }

    [Theory]
    [InlineData("dall-e-3", "", SKEncodedImageFormat.Webp, 1024, 1024)]
    [InlineData("dall-e-3", ",\"size\":\"1792x1024\",\"response_format\":\"b64_json\"", SKEncodedImageFormat.Png, 1792, 1024)]
    [InlineData("dall-e-2", ",\"size\":\"256x256\"", SKEncodedImageFormat.Webp, 256, 256)]
    [InlineData("qwen-image", "", SKEncodedImageFormat.Webp, 1024, 1024)]
    [InlineData("doubao-seedream-4-0", ",\"size\":\"800x600\"", SKEncodedImageFormat.Jpeg, 800, 600)]
    [InlineData("gpt-image-1", ",\"size\":\"1024x1536\"", SKEncodedImageFormat.Png, 1024, 1536)]
    [InlineData("gpt-image-1", ",\"output_format\":\"jpeg\"", SKEncodedImageFormat.Jpeg, 1024, 1024)]
    [InlineData("gpt-image-2", ",\"output_format\":\"webp\",\"size\":\"1536x512\"", SKEncodedImageFormat.Webp, 1536, 512)]
    [InlineData("gpt-image-2.6-flare", ",\"output_format\":\"gif\"", SKEncodedImageFormat.Gif, 1024, 1024)]
    [InlineData("grok-imagine-image", "", SKEncodedImageFormat.Jpeg, 1024, 1024)]
    [InlineData("grok-imagine-image", ",\"aspect_ratio\":\"16:9\"", SKEncodedImageFormat.Jpeg, 1360, 768)]
    [InlineData("grok-imagine-image-2.0", ",\"aspect_ratio\":\"3:4\",\"resolution\":\"2k\"", SKEncodedImageFormat.Jpeg, 1776, 2368)]
    [InlineData("grok-imagine-image-2.0", ",\"aspect_ratio\":\"auto\",\"resolution\":\"2k\"", SKEncodedImageFormat.Jpeg, 2048, 2048)]
    [InlineData("new-model", ",\"size\":\"33x77\"", SKEncodedImageFormat.Png, 33, 77)]
    [InlineData("new-model", ",\"size\":\"1x1\"", SKEncodedImageFormat.Png, 1, 1)]
    public async Task An_image_has_the_format_and_size_of_the_request(
        string model, string more, SKEncodedImageFormat format, int width, int height)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = await client.ImageAsync(CreateRequest(model, "a boat", more));
        Assert.Equal(format, Format(image));
        using SKBitmap pixels = Decode(image);
        Assert.Equal((width, height), (pixels.Width, pixels.Height));
    }

    [Fact]
    public async Task The_same_request_returns_the_same_bytes_on_every_host()
    {
        await using EmulatorClient one = await EmulatorClient.StartAsync();
        await using EmulatorClient two = await EmulatorClient.StartAsync();
        byte[] first = await one.ImageAsync(CreateRequest("gpt-image-1", "a boat"));
        Assert.Equal(first, await two.ImageAsync(CreateRequest("gpt-image-1", "a boat")));
        Assert.NotEqual(first, await one.ImageAsync(CreateRequest("gpt-image-1", "a coat")));
        Assert.NotEqual(first, await one.ImageAsync(CreateRequest("gpt-image-1.5", "a boat")));
    }

    [Theory]
    [InlineData("A paper boat")]
    [InlineData("船")]
    [InlineData("⛵️🚀")]
    [InlineData("\\u0001")]
    [InlineData("Ünï")]
    public async Task The_panel_shows_any_characters(string prompt)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using SKBitmap pixels = Decode(
            await client.ImageAsync(CreateRequest("dall-e-2", prompt, ",\"size\":\"256x256\",\"response_format\":\"b64_json\"")));
        int dark = 0;
        for (int y = 212; y < 243; y++)
        {
            for (int x = 18; x < 120; x++)
                dark += pixels.GetPixel(x, y) is { Red: < 90, Green: < 90, Blue: < 100 } ? 1 : 0;
        }

        Assert.InRange(dark, 8, 1500);
    }

    [Theory]
    [InlineData(256, 990)]
    [InlineData(1024, 990)]
    public async Task Long_prompts_are_drawn(int size, int length)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string words = string.Concat(Enumerable.Repeat("boats and ", length / 10));
        byte[] longer = await client.ImageAsync(CreateRequest("dall-e-2", words, $",\"size\":\"{size}x{size}\""));
        using SKBitmap pixels = Decode(longer);
        Assert.Equal(size, pixels.Width);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task A_transparent_background_has_transparent_pixels(string format)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string more = $",\"background\":\"transparent\",\"output_format\":\"{format}\"";
        using SKBitmap clear = Decode(await client.ImageAsync(CreateRequest("gpt-image-1", "a boat", more)));
        Assert.NotEqual(0, clear.Pixels.Count(pixel => pixel.Alpha == 0));
        Assert.NotEqual(0, clear.Pixels.Count(pixel => pixel.Alpha == 255));
        using SKBitmap solid = Decode(await client.ImageAsync(CreateRequest("gpt-image-1", "a boat")));
        Assert.True(solid.Pixels.All(pixel => pixel.Alpha == 255));
    }

    [Theory]
    [InlineData("", 9, 200)]
    [InlineData(",\"frame_count\":3,\"frame_duration_ms\":50", 3, 50)]
    public async Task A_GIF_file_has_the_requested_frames(string more, int count, int durationMs)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = await client.ImageAsync(CreateRequest("gpt-image-2.6-flare", "a boat", ",\"output_format\":\"gif\"" + more));
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(image));
        Assert.Equal((count, durationMs), (codec.FrameCount, codec.FrameInfo[^1].Duration));
        using SKBitmap first = Decode(image);
        using SKBitmap last = new(codec.Info.WithAlphaType(SKAlphaType.Premul));
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(last.Info, last.GetPixels(), new SKCodecOptions(count - 1)));
        Assert.InRange(first.Pixels.Zip(last.Pixels).Count(pixels => pixels.First != pixels.Second), 1, first.Pixels.Length / 100);
    }

    [Fact]
    public async Task A_GIF_file_looks_like_the_PNG_file()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using SKBitmap gif = Decode(await client.ImageAsync(CreateRequest("gpt-image-2.6-flare", "a boat", ",\"output_format\":\"gif\"")));
        using SKBitmap png = Decode(await client.ImageAsync(CreateRequest("gpt-image-2.6-flare", "a boat")));
        double difference = gif.Pixels.Zip(png.Pixels).Average(
            pixels => Math.Abs(pixels.First.Red - pixels.Second.Red) + Math.Abs(pixels.First.Green - pixels.Second.Green));
        Assert.InRange(difference, 0, 40);
    }

    [Fact]
    public async Task An_SVG_file_has_the_size_of_the_request()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] image = await client.ImageAsync(CreateRequest("gpt-image-2.6-flare", "a boat", ",\"output_format\":\"svg\",\"size\":\"1536x1024\""));
        XElement svg = XDocument.Load(new MemoryStream(image)).Root!;
        Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name.ToString());
        Assert.Equal(("1536", "1024"), ((string)svg.Attribute("width")!, (string)svg.Attribute("height")!));
        Assert.InRange(svg.Descendants().Count(), 5, 500);
    }

    [Fact]
    public async Task Less_output_compression_is_a_smaller_file()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] coarse = await client.ImageAsync(CreateRequest("gpt-image-1", "a boat", ",\"output_format\":\"jpeg\",\"output_compression\":10"));
        byte[] fine = await client.ImageAsync(CreateRequest("gpt-image-1", "a boat", ",\"output_format\":\"jpeg\""));
        Assert.True(coarse.Length < fine.Length / 2);
    }

    [Fact]
    public async Task Same_image_returns_one_image_for_every_prompt()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        byte[] one = await client.ImageAsync(CreateRequest("dall-e-3", "one"));
        Assert.Equal(one, await client.ImageAsync(CreateRequest("dall-e-3", "two")));
        Assert.NotEqual(one, await client.ImageAsync(CreateRequest("dall-e-3", "two", ",\"size\":\"1024x1792\"")));
    }

    [Theory]
    [InlineData(0, 3_000_000)]
    [InlineData(1, 0)]
    [InlineData(11, 0)]
    [InlineData(12, 0)]
    [InlineData(13, 0)]
    [InlineData(-1, 0)]
    public async Task A_PNG_file_has_the_specified_length_and_stays_an_image(int beyondDrawn, int length)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string request = CreateRequest("dall-e-2", "a boat", ",\"size\":\"512x512\",\"response_format\":\"b64_json\"");
        byte[] drawn = await client.ImageAsync(request);
        client.Host.Settings.ImageBytes = length > 0 ? length : drawn.Length + beyondDrawn;

        byte[] padded = await client.ImageAsync(request);
        Assert.Equal(client.Host.Settings.ImageBytes, padded.Length);
        using SKBitmap pixels = Decode(padded);
        using SKBitmap before = Decode(drawn);
        Assert.Equal((512, 512), (pixels.Width, pixels.Height));
        Assert.Equal(beyondDrawn is 0 or 12 or 13, before.Pixels.AsSpan().SequenceEqual(pixels.Pixels));
    }
}
