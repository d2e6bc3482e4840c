using System.Diagnostics;
using CometImages.PowerShell.Display;
using CsCheck;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Display;

public sealed class PngReaderTests
{
    static readonly (byte ColorType, byte BitDepth)[] s_kinds =
        [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)];

    static readonly Gen<(PngWriter Writer, byte[] Pixels)> s_png =
        from kind in Gen.Int[0, s_kinds.Length - 1].Select(i => s_kinds[i])
        from width in Gen.Int[1, 20]
        from height in Gen.Int[1, 12]
        from filters in Gen.Byte[0, 4].Array[1, 6]
        from chunkLength in Gen.Int[1, 200]
        from palette in Gen.Byte.Array[3 * 256]
        from transparency in Gen.Byte.Array[kind.ColorType == 3 ? Gen.Int[0, 1 << kind.BitDepth] : Gen.Const(0)]
        from pixels in Gen.Byte.Array[1, 400]
        select (
            new PngWriter(width, height, kind.ColorType, kind.BitDepth)
            {
                Filters = filters,
                ChunkLength = chunkLength,
                Palette = kind.ColorType == 3 ? [.. palette.Take(3 << kind.BitDepth)] : [],
                Transparency = transparency,
            },
            pixels);

    [Fact]
    public void The_pixels_of_every_kind_are_those_of_another_decoder() => s_png.Sample(
        png =>
        {
            byte[] file = png.Writer.Write(png.Pixels);
            using SKCodec codec = SKCodec.Create(new MemoryStream(file));
            SKImageInfo info = new(png.Writer.Width, png.Writer.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            Assert.Equal(SKCodecResult.Success, codec.GetPixels(info, out byte[] expected));
            byte[] actual = ReadAll(file);

            // A decoder can round 16 bits to 8 bits in another way.
            int tolerance = png.Writer.BitDepth == 16 ? 1 : 0;
            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
        },
        iter: 2000);

    [Theory]
    [InlineData(0, new byte[] { 0, 7 }, new byte[] { 7, 8 })]
    [InlineData(2, new byte[] { 0, 1, 0, 2, 0, 3 }, new byte[] { 1, 2, 3, 1, 2, 4 })]
    public void A_color_can_be_transparent(byte colorType, byte[] transparency, byte[] pixels)
    {
        byte[] file = new PngWriter(2, 1, colorType, 8) { Transparency = transparency }.Write(pixels);
        byte[] actual = ReadAll(file);
        Assert.Equal((0, 255), (actual[3], actual[7]));
    }

    [Fact]
    public void A_truncated_file_is_an_error()
    {
        byte[] file = new PngWriter(9, 9, 6, 8) { ChunkLength = 20 }.Write([.. Enumerable.Range(0, 256).Select(i => (byte)(i * i))]);
        int end = file.AsSpan().IndexOf("IEND"u8) - 16;
        Assert.All(Enumerable.Range(0, end - 4), length => Assert.Equal(CometErrorKind.InvalidImage, Fail(file[..length]).Kind));
    }

    [Fact]
    public void A_damaged_file_causes_no_other_exception() =>
        Gen.Select(s_png, Gen.Select(Gen.Int[0, 500], Gen.Byte).Array[1, 5]).Sample(
            (png, changes) =>
            {
                byte[] file = png.Writer.Write(png.Pixels);
                foreach ((int index, byte value) in changes.Where(change => change.Item1 < file.Length))
                {
                    file[index] = value;
                }

                try
                {
                    ReadAll(file);
                }
                catch (Exception e) when (e is CometApiException or NotSupportedException)
                {
                    // The damage was noticed.
                }
            },
            iter: 20_000);

    [Theory]
    [InlineData(100_000, 100_000, "Its size is 100000x100000, and the maximum is 100 megapixels.")]
    [InlineData(0, 1, "Its size is 0x1, and the maximum is 100 megapixels.")]
    [InlineData(-1, -1, "Its size is 4294967295x4294967295, and the maximum is 100 megapixels.")]
    public void A_size_that_would_take_too_long_is_an_error(int width, int height, string detail)
    {
        byte[] file = new PngWriter(1, 1, 6, 8).Write([0]);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        Assert.Equal("The PNG image can't be displayed. " + detail, Fail(file).Detail);
    }

    [Theory]
    [InlineData(6, 4, 0, "Its color type 6 with 4 bits is invalid.")]
    [InlineData(5, 8, 0, "Its color type 5 with 8 bits is invalid.")]
    [InlineData(0, 3, 0, "Its color type 0 with 3 bits is invalid.")]
    [InlineData(6, 8, 5, "Its filter 5 is invalid.")]
    public void Invalid_values_are_an_error(byte colorType, byte bitDepth, byte filter, string detail)
    {
        byte[] file = new PngWriter(2, 2, colorType, bitDepth) { Filters = [filter] }.Write([0]);
        Assert.Equal("The PNG image can't be displayed. " + detail, Fail(file).Detail);
    }

    [Fact]
    public void An_interlaced_file_is_not_supported()
    {
        byte[] file = new PngWriter(1, 1, 6, 8) { Interlace = 1 }.Write([0]);
        Assert.Equal("Interlaced PNG images", Assert.Throws<NotSupportedException>(() => ReadAll(file)).Message);
    }

    [Fact]
    public void A_file_that_expands_to_many_pixels_takes_the_memory_of_a_thumbnail()
    {
        byte[] file = new PngWriter(10_000, 3_000, 0, 8).Write([0]);
        Assert.InRange(file.Length, 1, 1_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch elapsed = Stopwatch.StartNew();
        Thumbnail image = Thumbnail.Read(new MemoryStream(file), 100, 100, background: null, TestContext.Current.CancellationToken);
        Assert.Equal((100, 30), (image.Width, image.Height));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.InRange(elapsed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    static CometApiException Fail(byte[] file) => Assert.Throws<CometApiException>(() => ReadAll(file));

    static byte[] ReadAll(byte[] file)
    {
        using PngReader reader = new(new MemoryStream(file));
        byte[] row = new byte[4 * reader.Width];
        List<byte> pixels = [];
        for (int y = 0; y < reader.Height; y++)
        {
            reader.ReadRow(row);
            pixels.AddRange(row);
        }

        return [.. pixels];
    }
}
