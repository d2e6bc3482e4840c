using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class PictureTests
{
    static string Ask(string model, string prompt, string more = "") => $$"""{"model":"{{model}}","prompt":"{{prompt}}"{{more}}}""";

    static SKBitmap Decode(byte[] picture) => SKBitmap.Decode(picture) ?? throw new InvalidOperationException("This is no picture.");

    static SKEncodedImageFormat Format(byte[] picture)
    {
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(picture));
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
    [InlineData("gpt-image-2", ",\"output_format\":\"webp\",\"size\":\"480x160\"", SKEncodedImageFormat.Webp, 480, 160)]
    [InlineData("somebody-new", ",\"size\":\"33x77\"", SKEncodedImageFormat.Png, 33, 77)]
    [InlineData("somebody-new", ",\"size\":\"1x1\"", SKEncodedImageFormat.Png, 1, 1)]
    public async Task A_picture_has_the_type_and_size_that_belong_to_the_request(
        string model, string more, SKEncodedImageFormat format, int width, int height)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] picture = await client.PictureAsync(Ask(model, "a boat", more));
        Assert.Equal(format, Format(picture));
        using SKBitmap pixels = Decode(picture);
        Assert.Equal((width, height), (pixels.Width, pixels.Height));
    }

    [Fact]
    public async Task The_same_request_gives_the_same_bytes_on_every_host_and_another_gives_others()
    {
        await using EmulatorClient one = await EmulatorClient.StartAsync();
        await using EmulatorClient two = await EmulatorClient.StartAsync();
        byte[] first = await one.PictureAsync(Ask("gpt-image-1", "a boat"));
        Assert.Equal(first, await two.PictureAsync(Ask("gpt-image-1", "a boat")));
        Assert.NotEqual(first, await one.PictureAsync(Ask("gpt-image-1", "a coat")));
        Assert.NotEqual(first, await one.PictureAsync(Ask("gpt-image-1.5", "a boat")));
    }

    [Theory]
    [InlineData("A paper boat")]
    [InlineData("船")]
    [InlineData("⛵️🚀")]
    [InlineData("\\u0001")]
    [InlineData("Ünï")]
    public async Task There_is_ink_on_the_panel_whatever_the_characters(string prompt)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using SKBitmap pixels = Decode(
            await client.PictureAsync(Ask("dall-e-2", prompt, ",\"size\":\"256x256\",\"response_format\":\"b64_json\"")));
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
    public async Task Long_prompts_are_lettered_too(int size, int length)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string words = string.Concat(Enumerable.Repeat("boats and ", length / 10));
        byte[] longer = await client.PictureAsync(Ask("dall-e-2", words, $",\"size\":\"{size}x{size}\""));
        using SKBitmap pixels = Decode(longer);
        Assert.Equal(size, pixels.Width);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    public async Task A_transparent_background_has_real_alpha(string format)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string more = $",\"background\":\"transparent\",\"output_format\":\"{format}\"";
        using SKBitmap clear = Decode(await client.PictureAsync(Ask("gpt-image-1", "a boat", more)));
        Assert.NotEqual(0, clear.Pixels.Count(pixel => pixel.Alpha == 0));
        Assert.NotEqual(0, clear.Pixels.Count(pixel => pixel.Alpha == 255));
        using SKBitmap solid = Decode(await client.PictureAsync(Ask("gpt-image-1", "a boat")));
        Assert.True(solid.Pixels.All(pixel => pixel.Alpha == 255));
    }

    [Fact]
    public async Task Less_output_compression_is_a_smaller_file()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        byte[] coarse = await client.PictureAsync(Ask("gpt-image-1", "a boat", ",\"output_format\":\"jpeg\",\"output_compression\":10"));
        byte[] fine = await client.PictureAsync(Ask("gpt-image-1", "a boat", ",\"output_format\":\"jpeg\""));
        Assert.True(coarse.Length < fine.Length / 2);
    }

    [Fact]
    public async Task The_same_picture_serves_every_prompt_when_it_shall()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SamePicture = true });
        byte[] one = await client.PictureAsync(Ask("dall-e-3", "one"));
        Assert.Equal(one, await client.PictureAsync(Ask("dall-e-3", "two")));
        Assert.NotEqual(one, await client.PictureAsync(Ask("dall-e-3", "two", ",\"size\":\"1024x1792\"")));
    }

    [Theory]
    [InlineData("png", 0, 3_000_000)]
    [InlineData("jpeg", 0, 3_000_001)]
    [InlineData("webp", 0, 3_000_000)]
    [InlineData("webp", 0, 3_000_001)]
    [InlineData("png", 1, 0)]
    [InlineData("png", 11, 0)]
    [InlineData("png", 12, 0)]
    [InlineData("png", 13, 0)]
    [InlineData("jpeg", 1, 0)]
    [InlineData("jpeg", 2, 0)]
    [InlineData("jpeg", 3, 0)]
    [InlineData("jpeg", 4, 0)]
    [InlineData("jpeg", 65_537, 0)]
    [InlineData("jpeg", 65_538, 0)]
    [InlineData("webp", 1, 0)]
    [InlineData("webp", 25, 0)]
    [InlineData("webp", 27, 0)]
    [InlineData("png", -1, 0)]
    [InlineData("jpeg", -1, 0)]
    [InlineData("webp", -1, 0)]
    public async Task Padding_is_exact_and_the_picture_stays_a_picture(string format, int beyondDrawn, int size)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        string request = Ask("gpt-image-2", "a boat", $",\"output_format\":\"{format}\",\"size\":\"512x512\"");
        byte[] drawn = await client.PictureAsync(request);
        client.Host.Settings.PictureBytes = size > 0 ? size : drawn.Length + beyondDrawn;

        byte[] padded = await client.PictureAsync(request);
        Assert.Equal(client.Host.Settings.PictureBytes, padded.Length);
        using SKBitmap pixels = Decode(padded);
        Assert.Equal((512, 512), (pixels.Width, pixels.Height));
        if (size > 0)
        {
            using SKBitmap before = Decode(drawn);
            Assert.Equal(before.Pixels, pixels.Pixels);
        }
    }

    [Fact]
    public async Task Transparent_webp_keeps_its_alpha_when_it_is_padded()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { PictureBytes = 400_000 });
        using SKBitmap pixels = Decode(
            await client.PictureAsync(Ask("gpt-image-1", "a boat", ",\"background\":\"transparent\",\"output_format\":\"webp\"")));
        Assert.NotEqual(0, pixels.Pixels.Count(pixel => pixel.Alpha == 0));
    }
}
