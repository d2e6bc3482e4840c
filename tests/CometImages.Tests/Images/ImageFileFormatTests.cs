using CometImages.Images;
using CometImages.Models;
using Xunit;

namespace CometImages.Tests.Images;

public sealed class ImageFileFormatTests
{
    public static TheoryData<string, string, string> Signatures => new()
    {
        { "89504E470D0A1A0A", "png", ".png" },
        { "FFD8FF", "jpeg", ".jpg" },
        { "5249464600000000" + "57454250", "webp", ".webp" },
        { "474946383961", "gif", ".gif" },
        { "474946383761", "gif", ".gif" },
        { "0000001C66747970" + "61766966", "avif", ".avif" },
        { "0000001C66747970" + "68656963", "heic", ".heic" },
        { "49492A00", "tiff", ".tif" },
        { "4D4D002A", "tiff", ".tif" },
        { "0000000C4A584C200D0A870A", "jxl", ".jxl" },
        { "424D1234567800000000", "bmp", ".bmp" },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public void The_first_bytes_determine_the_format(string hex, string format, string extension)
    {
        byte[] signature = Convert.FromHexString(hex);
        byte[] first = [.. signature, .. new byte[ImageFileFormat.SignatureLength - signature.Length]];
        ImageFileFormat? type = ImageFileFormat.Detect(first, out _);
        Assert.Equal((format, extension), (type?.Format, type?.Extension));
        Assert.Equal(format, ImageFileFormat.Detect(signature, out _)?.Format);
        Assert.Null(ImageFileFormat.Detect(signature.AsSpan(0, signature.Length - 1), out _));
        foreach (int fixedByte in format is "webp" ? [0, 3, 8, 11] : format is "avif" or "heic" ? [4, 7, 8, 11] : new[] { 0, signature.Length - 1 })
        {
            byte[] miss = [.. first];
            miss[fixedByte] ^= 0x55;
            Assert.Null(ImageFileFormat.Detect(miss, out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html>")]
    [InlineData("{\"error\":{}}")]
    [InlineData("BMW is a car maker")]
    [InlineData("RIFF....WAVEfmt ")]
    [InlineData("%PDF-1.7")]
    [InlineData("MZ\u0090")]
    public void Other_bytes_are_not_an_image(string text) =>
        Assert.Null(ImageFileFormat.Detect(System.Text.Encoding.Latin1.GetBytes(text).AsSpan()[..Math.Min(text.Length, ImageFileFormat.SignatureLength)], out _));

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public async Task A_real_image_has_its_format_and_its_end_marker_and_a_truncated_one_does_not(string format)
    {
        await using Client.EmulatedService service = await Client.EmulatedService.StartAsync();
        ImageGenerationResult result = await service.NewClient().GenerateAsync(
            new ImageGenerationRequest { Prompt = "a boat", Model = "gpt-image-1", Values = { [RequestField.OutputFormat] = format } },
            cancellationToken: TestContext.Current.CancellationToken);
        string path = Assert.Single(result.Images).Path!;
        Assert.Equal(format, ImageDetails.TryFromFile(path)?.Format.Format);
        byte[] image = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.True(TailOf(image, [4096]).Ends);
        Assert.False(TailOf(image.AsSpan(0, image.Length - 1).ToArray(), [4096]).Ends);
        Assert.False(TailOf(image.AsSpan(0, image.Length / 2).ToArray(), [4096]).Ends);
    }

    [Theory]
    [InlineData("a.png", "png")]
    [InlineData("a.JPG", "jpeg")]
    [InlineData("a.jpeg", "jpeg")]
    [InlineData("/x/a.webp", "webp")]
    [InlineData("a.txt", null)]
    [InlineData("a", null)]
    public void An_extension_determines_a_format(string name, string? format) => Assert.Equal(format, ImageFileFormat.FromExtension(name));

    internal static (bool Ends, long Length) TailOf(byte[] image, int[] pieces)
    {
        ImageEdgeBytes tail = new();
        int at = 0;
        for (int i = 0; at < image.Length; i++)
        {
            int length = Math.Min(pieces[i % pieces.Length], image.Length - at);
            tail.Append(image.AsSpan(at, length));
            at += length;
        }

        return (tail.Format!.HasTrailer(tail), tail.Length);
    }
}
