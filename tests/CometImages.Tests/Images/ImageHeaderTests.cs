using System.Text;
using CometImages.Images;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Images;

public sealed class ImageHeaderTests
{
    const string PngStart = "89504E470D0A1A0A 0000000D 49484452 00000400 00000300 08";
    const string PngPixels = "00000001 49444154 00 00000000";
    const string PngPalette = "00000003 504C5445 010203 00000000";
    const string PngTransparency = "00000001 74524E53 00 00000000";
    const string JpegFrame = "FFC0 0011 08 0300 0400 03 012200 021101 031101";
    const string GifFrame = "2C 00000000 0400 0300 00 02 02 4C01 00 3B";

    public static TheoryData<string, string, bool?> Headers => new()
    {
        // PNG: gray, RGB, palette, gray with alpha, RGB with alpha.
        { PngStart + "00 000000 00000000" + PngPixels, "1024x768", false },
        { PngStart + "02 000000 00000000" + PngPixels, "1024x768", false },
        { PngStart + "03 000000 00000000" + PngPalette + PngPixels, "1024x768", false },
        { PngStart + "03 000000 00000000" + PngPalette + PngTransparency + PngPixels, "1024x768", true },
        { PngStart + "03 000000 00000000" + PngPalette + PngPixels + PngTransparency, "1024x768", false },
        { PngStart + "04 000000 00000000" + PngPixels, "1024x768", true },
        { PngStart + "06 000000 00000000", "1024x768", true },
        { PngStart + "02 000000 00000000", "1024x768", null },

        // JPEG: baseline and progressive frames, a restart interval, a fill byte, a marker without a segment, two Huffman tables.
        { "FFD8 FFE0 0004 4A46" + JpegFrame, "1024x768", false },
        { "FFD8 FFDD 0004 0001 FFFF" + JpegFrame.Replace("FFC0", "C2", StringComparison.Ordinal), "1024x768", false },
        { "FFD8 FF01 FFC4 0003 00 FFC4 0003 00" + JpegFrame, "1024x768", false },
        { "FFD8 FFDA 0004 0000" + JpegFrame, "", null },
        { "FFD8 FFE1 0000" + JpegFrame, "", null },
        { "FFD8 FFE0 FFFF" + JpegFrame, "", null },

        // WebP: lossy, lossless, extended.
        { "52494646 00000000 57454250 56503820 0A000000 000000 9D012A 0044 00C3", "1024x768", false },
        { "52494646 00000000 57454250 56503820 0A000000 000000 9D012B 0004 0003", "", null },
        { "52494646 00000000 57454250 5650384C 05000000 2F FFC3BF00", "1024x768", false },
        { "52494646 00000000 57454250 5650384C 05000000 2F FFC3BF10", "1024x768", true },
        { "52494646 00000000 57454250 56503858 0A000000 10000000 FF0300 FF0200", "1024x768", true },
        { "52494646 00000000 57454250 56503858 0A000000 2F000000 FF0300 FF0200", "1024x768", false },
        { "52494646 00000000 57454250 414C5048 0A000000 10000000 FF0300 FF0200", "", null },

        // GIF: no extension, a comment, a transparent color, a frame that isn't the first.
        { "474946383761 0004 0003 00 00 00" + GifFrame, "1024x768", false },
        { "474946383961 0004 0003 80 00 00 000000FFFFFF 21FE 03 616263 01 64 00 21F9 04 00 0000 00 00" + GifFrame, "1024x768", false },
        { "474946383961 0004 0003 80 00 00 000000FFFFFF 21FE 00 21F9 04 01 0000 00 00" + GifFrame, "1024x768", true },
        { "474946383961 0004 0003 00 00 00" + GifFrame.Replace("3B", "21F9 04 01 0000 00 00", StringComparison.Ordinal) + GifFrame, "1024x768", false },
        { "474946383961 0004 0003 00 00 00", "1024x768", null },

        // Edges of zero, and larger than an integer.
        { PngStart.Replace("00000400", "00000000", StringComparison.Ordinal) + "06 000000 00000000", "", true },
        { PngStart.Replace("00000400", "FFFFFFFF", StringComparison.Ordinal) + "06 000000 00000000", "", true },

        // A format whose header isn't read.
        { "0000001C 66747970 61766966 00000000", "", null },
    };

    public static TheoryData<string, string> Documents => new()
    {
        { "<svg width='1024' height=\"768\">", "1024x768" },
        { "<svg\n\twidth = ' 1024px '\r\nheight='768.2' viewBox='0 0 1 1'/>", "1024x768" },
        { "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1024 768'><rect width='1' height='2'/></svg>", "1024x768" },
        { "<svg viewBox='-1.5,-2, 1024 , 7.68e2' width='100%' height='100%'>", "1024x768" },
        { "<svg viewBox='0 0 1024 768' width='10cm' height='5cm'>", "1024x768" },
        { "<svg viewBox='0 0 1024 768' width='1024'>", "1024x768" },
        { "\uFEFF <?xml version='1.0'?>\n<!-- <svg width='1' height='2'> --><svg width='1024' height='768'>", "1024x768" },
        { "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg width='1024' height='768'>", "1024x768" },
        { "<!DOCTYPE svg [ <!-- isn't ] > --> <!ENTITY a \"]>\"> ]>\n<!-- > --><svg width='1024' height='768'>", "1024x768" },
        { "<!DOCTYPE svg [ <!ENTITY w '1024'> ]><svg width='&w;' height='&w;' >", "" },
        { "<svg><rect width='1024' height='768'/>", "" },
        { "<svg width='0' height='-1'>", "" },
        { "<svg width='1e99' height='NaN' viewBox='0 0 Infinity 768'>", "" },
        { "<svg width=1024 height=768>", "" },
        { "<svg data-width='1' width='1024' x:height='2' height='768'>", "1024x768" },
        { "<svg viewBox='0 0 1024'>", "" },
        { "<svg width='1024' height='768", "" },
        { "<svg width='1024' height", "" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_shows_the_size_and_the_alpha_channel(string hex, string size, bool? hasAlpha)
    {
        ImageHeader header = Read(FromHex(hex));
        Assert.Equal((size, hasAlpha), (header.Size ?? "", header.HasAlpha));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_root_element_of_an_SVG_document_shows_the_size(string text, string size)
    {
        ImageHeader header = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal((size, true), (header.Size ?? "", header.HasAlpha));
    }

    [Fact]
    public void A_header_shows_content_credentials()
    {
        Assert.All(
            [MetadataImage.PngWithCredentials(), MetadataImage.JpegWithCredentials(), MetadataImage.WebPWithCredentials()],
            image => Assert.Equal(("1x1", true), (Read(image).Size, Read(image).HasContentCredentials)));
        Assert.All(
            [
                MetadataImage.Png(("tEXt", [.. "caBX"u8])),
                MetadataImage.Jpeg((0xEB, [.. "JP"u8, .. new byte[40]]), (0xE1, [.. "c2pa"u8])),
                MetadataImage.WebP(("XMP ", [.. "C2PA"u8])),
            ],
            image => Assert.Equal(("1x1", false), (Read(image).Size, Read(image).HasContentCredentials)));
        Assert.Null(Read(FromHex("0000001C 66747970 61766966 00000000")).HasContentCredentials);
    }

    [Fact]
    public void A_truncated_file_does_not_show_that_it_has_no_content_credentials()
    {
        byte[] png = MetadataImage.Png(("tEXt", new byte[20]));
        byte[] jpeg = MetadataImage.Jpeg((0xE0, new byte[20]));
        byte[] webP = MetadataImage.WebP(("XMP ", new byte[20]));
        Assert.All(
            [png.AsSpan(0, 60).ToArray(), jpeg.AsSpan(0, 30).ToArray(), webP.AsSpan(0, webP.Length - 1).ToArray()],
            image => Assert.Null(Read(image).HasContentCredentials));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_truncated_header_shows_nothing_else(string hex, string size, bool? hasAlpha)
    {
        byte[] image = FromHex(hex);
        for (int length = 16; length < image.Length; length++)
        {
            ImageHeader header = Read(image.AsSpan(0, length).ToArray());
            Assert.Contains(header.Size ?? "", new[] { "", size });
            Assert.Contains(header.HasAlpha, new[] { null, hasAlpha });
        }
    }

    [Fact]
    public void Metadata_of_megabytes_before_the_frame_of_a_JPEG_image_is_not_read()
    {
        byte[] segment = [0xFF, 0xE1, 0xFF, 0xFF, .. new byte[0xFFFD]];
        using CountingStream file = new([0xFF, 0xD8, .. Enumerable.Repeat(segment, 100).SelectMany(bytes => bytes), .. FromHex(JpegFrame)]);
        Assert.Equal("1024x768", ImageFileFormat.Detect([0xFF, 0xD8, 0xFF], out _)!.ReadHeader(file).Size);
        Assert.InRange(file.BytesRead, 1, 1000);
    }

    [Theory]
    [InlineData("89504E470D0A1A0A 0000000D 49484452 00000400 00000300 08 02 000000 00000000", "00000000 74455874 00000000")]
    [InlineData("FFD8", "FFE0 0002")]
    [InlineData("FFD8", "FF")]
    [InlineData("474946383961 0004 0003 00 00 00", "21FE 00")]
    [InlineData("474946383961 0004 0003 00 00 00 21FE", "01 00")]
    public void A_header_of_a_million_parts_ends_early(string start, string part)
    {
        byte[] bytes = FromHex(part);
        using CountingStream file = new([.. FromHex(start), .. Enumerable.Repeat(bytes, 1_000_000).SelectMany(repeated => repeated)]);
        file.Format.ReadHeader(file);
        Assert.InRange(file.BytesRead, 1, 200_000);
    }

    static ImageHeader Read(byte[] image)
    {
        using CountingStream file = new(image);
        return file.Format.ReadHeader(file);
    }

    static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    sealed class CountingStream(byte[] image) : MemoryStream(image)
    {
        public long BytesRead { get; private set; }

        public ImageFileFormat Format { get; } = ImageFileFormat.Detect(image.AsSpan(0, Math.Min(image.Length, ImageFileFormat.MaxSignatureLength)), out _)!;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
