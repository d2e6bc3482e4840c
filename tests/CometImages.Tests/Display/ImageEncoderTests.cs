using System.Text.RegularExpressions;
using CometImages.Images;
using CometImages.PowerShell;
using CometImages.PowerShell.Display;
using CsCheck;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Display;

public sealed class ImageEncoderTests
{
    static readonly ImageArea s_area = new(Columns: 10, Rows: 20, new TerminalFeatures());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3071)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(100_000)]
    public void Kitty_receives_the_bytes_of_the_file_in_chunks(int length)
    {
        byte[] file = RandomBytes(length);
        string text = Encode(TerminalProtocol.Kitty, file, new ImageHeader(100, 60, hasAlpha: false));
        MatchCollection chunks = Regex.Matches(text, "\u001B_G(?<keys>[^;]*);(?<data>[^\u001B]*)\u001B\\\\");
        Assert.Equal(text, string.Concat(chunks));
        Assert.Equal(file, chunks.SelectMany(chunk => Convert.FromBase64String(chunk.Groups["data"].Value)));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Groups["data"].Length, 0, 4096));
        Assert.All(chunks, chunk => Assert.Contains("q=2", chunk.Groups["keys"].Value, StringComparison.Ordinal));
        Assert.Equal("a=T,f=100,q=2,c=10,r=3,m=1", chunks[0].Groups["keys"].Value);
        Assert.Equal("q=2,m=0", chunks[^1].Groups["keys"].Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void ITerm2_receives_the_bytes_of_the_file(int length)
    {
        byte[] file = RandomBytes(length);
        string text = Encode(TerminalProtocol.ITerm2, file, new ImageHeader(50, 100, hasAlpha: false));
        Match match = Regex.Match(text, "^\u001B]1337;File=inline=1;size=([0-9]+);width=5;height=auto;preserveAspectRatio=1:([^\a]*)\a$");
        Assert.Equal($"{length}", match.Groups[1].Value);
        Assert.Equal(file, Convert.FromBase64String(match.Groups[2].Value));
    }

    [Fact]
    public void Sixel_graphics_have_the_pixels_of_the_image() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 20], Gen.Int[0, 8].Array[1, 50], Gen.Int[2, 256]).Sample((width, height, indexes, colors) =>
        {
            // Nine colors, which a palette of that size contains, and of which one is transparent.
            byte[] pixels = [.. indexes.SelectMany(GetPixel)];
            byte[] file = new PngWriter(width, height, ColorType: 6, BitDepth: 8).Write(pixels);
            ImageArea area = s_area with { Features = new TerminalFeatures { ColorCount = colors } };
            (byte Red, byte Green, byte Blue)?[,] actual = SixelReader.Read(Encode(TerminalProtocol.Sixel, file, default, area));
            Assert.Equal((height, width), (actual.GetLength(0), actual.GetLength(1)));
            for (int i = 0; i < width * height; i++)
            {
                byte[] expected = [.. Enumerable.Range(4 * i, 4).Select(at => pixels[at % pixels.Length])];
                (byte Red, byte Green, byte Blue)? color = actual[i / width, i % width];
                Assert.Equal(expected[3] == 0, color is null);
                if (colors >= 8 && color is var (red, green, blue))
                {
                    // The palette has percentages, and dithering distributes what is left.
                    Assert.InRange(red, expected[0] - 2, expected[0] + 2);
                    Assert.InRange(green, expected[1] - 2, expected[1] + 2);
                    Assert.InRange(blue, expected[2] - 2, expected[2] + 2);
                }
            }

            Assert.InRange(actual.Cast<(byte, byte, byte)?>().Where(color => color is not null).Distinct().Count(), 0, colors);
        });

    [Fact]
    public void A_photo_looks_like_itself_as_sixel_graphics()
    {
        // The colors of a palette are averages, so the photo's extreme colors are a little outside of them.
        using SKBitmap photo = new(190, 120);
        for (int y = 0; y < photo.Height; y++)
        {
            for (int x = 0; x < photo.Width; x++)
            {
                photo.SetPixel(x, y, new SKColor((byte)(30 + x), (byte)(60 + y), (byte)(127 + (90 * Math.Sin((x + y) / 20.0)))));
            }
        }

        byte[] file = photo.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        ImageArea area = s_area with { Columns = 20 };
        (byte Red, byte Green, byte Blue)?[,] actual = SixelReader.Read(Encode(TerminalProtocol.Sixel, file, default, area));

        // What the eye sees at a distance: the average of small squares.
        const int Size = 8;
        for (int top = 0; top <= photo.Height - Size; top += Size)
        {
            for (int left = 0; left <= photo.Width - Size; left += Size)
            {
                var square = Enumerable.Range(0, Size * Size).Select(i => (X: left + (i % Size), Y: top + (i / Size))).ToArray();
                Assert.InRange(square.Average(at => actual[at.Y, at.X]!.Value.Red - photo.GetPixel(at.X, at.Y).Red), -10, 10);
                Assert.InRange(square.Average(at => actual[at.Y, at.X]!.Value.Green - photo.GetPixel(at.X, at.Y).Green), -10, 10);
                Assert.InRange(square.Average(at => actual[at.Y, at.X]!.Value.Blue - photo.GetPixel(at.X, at.Y).Blue), -10, 10);
            }
        }
    }

    [Fact]
    public void Sixel_graphics_do_not_exceed_the_limits_of_the_terminal()
    {
        byte[] file = new PngWriter(400, 200, ColorType: 0, BitDepth: 8).Write([1, 2, 3]);
        TerminalFeatures features = new() { CellWidth = 8, CellHeight = 16, MaxWidth = 60, MaxHeight = 1000 };
        string text = Encode(TerminalProtocol.Sixel, file, default, s_area with { Features = features });
        Assert.StartsWith("\u001BP0;1;0q\"1;1;60;30", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_blocks_have_two_pixels_in_a_character()
    {
        byte[] red = [255, 0, 0, 255];
        byte[] blue = [0, 0, 255, 255];
        byte[] none = new byte[4];
        byte[] file = new PngWriter(4, 3, ColorType: 6, BitDepth: 8).Write(
            [.. red, .. red, .. none, .. none, .. blue, .. blue, .. blue, .. none, .. red, .. none, .. none, .. none]);
        const string End = "\u001B[0m";
        Assert.Equal(
            $"{End}\u001B[38;2;255;0;0m\u001B[48;2;0;0;255m\u2580\u2580{End}\u001B[38;2;0;0;255m\u2584{End} {End}\n" +
            $"{End}\u001B[38;2;255;0;0m\u2580{End}   {End}{End}",
            Encode(TerminalProtocol.HalfBlock, file, default));
    }

    [Theory]
    [InlineData(TerminalProtocol.ITerm2, "\a")]
    [InlineData(TerminalProtocol.Kitty, "\u001B_Gq=2,m=0;\u001B\\")]
    [InlineData(TerminalProtocol.Sixel, "\u001B\\")]
    [InlineData(TerminalProtocol.HalfBlock, "\u001B[0m")]
    public void A_canceled_encoder_ends_its_sequence(TerminalProtocol protocol, string end)
    {
        using CancellationTokenSource stop = new();
        using CancelingWriter terminal = new(count: 3, stop);
        byte[] file = new PngWriter(100, 100, ColorType: 6, BitDepth: 8).Write(RandomBytes(50_000));
        Assert.Throws<OperationCanceledException>(() =>
            ImageEncoders.Find(protocol)!.Write(new MemoryStream(file), new ImageHeader(100, 100, true), s_area, terminal, stop.Token));
        Assert.EndsWith(end, terminal.ToString(), StringComparison.Ordinal);
    }

    static byte[] GetPixel(int i) => i == 0 ? new byte[4] : [(byte)(51 * (i % 3)), (byte)(51 * i / 2), (byte)(255 - (51 * (i / 2))), 255];

    static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    static string Encode(TerminalProtocol protocol, byte[] file, ImageHeader header, ImageArea? area = null)
    {
        using StringWriter terminal = new() { NewLine = "\n" };
        ImageEncoders.Find(protocol)!.Write(new MemoryStream(file), header, area ?? s_area, terminal, TestContext.Current.CancellationToken);
        return terminal.ToString();
    }
}
