using System.Text;
using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class ImageFileWriterTests
{
    const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'></svg>";

    static readonly string s_comment = $"<!-- {new string('-', 5000)} -->\n";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void An_SVG_document_after_a_long_comment_is_an_image(int pieceLength)
    {
        using TempFolder temp = TempFolder.CreateInMemory();
        using ImageFileWriter writer = Write(temp, s_comment + Svg, pieceLength);
        Assert.True(writer.IsComplete);
        writer.Complete();
        Assert.Equal(("svg", "20x10"), (writer.Details!.Format.Format, writer.Details.Header.Size));
        Assert.Equal(s_comment + Svg, File.ReadAllText(writer.Path!));
        Assert.EndsWith(".svg", writer.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!doctype html><html><body>", 16)]
    [InlineData("<html><body>              ", 16)]
    [InlineData("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", 32)]
    [InlineData("<!-- a page --><html><svg></svg></html>", 32)]
    [InlineData("{\"error\":{\"message\":\"x\"}}", 16)]
    public void Another_text_is_rejected_as_soon_as_it_can_not_be_an_SVG_document(string text, int length)
    {
        using TempFolder temp = TempFolder.CreateInMemory();
        using ImageFileWriter writer = Write(temp, text.Substring(0, length - 1), 1);
        CometApiException error = Assert.Throws<CometApiException>(() => writer.Write(Encoding.UTF8.GetBytes(text.Substring(length - 1, 1))));
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
    }

    [Fact]
    public void Text_without_a_root_element_is_rejected_after_a_limited_number_of_bytes()
    {
        using TempFolder temp = TempFolder.CreateInMemory();
        CometApiException error = Assert.Throws<CometApiException>(() => Write(temp, "<!--" + new string(' ', ImageFileFormat.MaxSignatureLength), 100));
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?>")]
    [InlineData("<svg")]
    [InlineData("")]
    public void Text_that_ends_before_its_root_element_is_rejected_at_the_end(string text)
    {
        using TempFolder temp = TempFolder.CreateInMemory();
        using ImageFileWriter writer = Write(temp, text, 1);
        Assert.False(writer.IsComplete);
        Assert.Equal(CometErrorKind.InvalidImage, Assert.Throws<CometApiException>(writer.Complete).Kind);
    }

    [Fact]
    public void The_end_of_a_reserved_block_is_not_part_of_the_header()
    {
        using TempFolder temp = TempFolder.CreateInMemory();
        using ImageDestination destination = ImageDestination.ForFile(temp["x.webp"], overwrite: false);
        using ImageFileWriter writer = new(destination, new Spool(temp["spool"]));

        // The start of an extended header, without its size.
        byte[] image = [.. "RIFF\0\0\0\0WEBPVP8X\n\0\0\0"u8, 0x10, 0, 0, 0];
        writer.Write(image);
        writer.Complete();
        Assert.Null(writer.Details!.Header.Width);
        Assert.Equal(image, File.ReadAllBytes(temp["x.webp"]));
    }

    static ImageFileWriter Write(TempFolder temp, string text, int pieceLength)
    {
        Spool spool = new(temp.Path);
        ImageFileWriter writer = new(ImageDestination.ForSpool(spool), spool);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < bytes.Length; at += pieceLength)
        {
            writer.Write(bytes.AsSpan(at, Math.Min(pieceLength, bytes.Length - at)));
        }

        return writer;
    }
}
