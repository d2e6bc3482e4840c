using CometImages.PowerShell.Display;
using CsCheck;
using Xunit;

namespace CometImages.Tests.Display;

public sealed class ThumbnailTests
{
    [Fact]
    public void A_pixel_is_the_average_of_its_area() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30], Gen.Byte.Array[4 * 30]).Sample((width, height, maxSize, pixels) =>
        {
            byte[] file = new PngWriter(width, height, ColorType: 6, BitDepth: 8).Write(pixels);
            Thumbnail image = Read(file, maxSize, background: null);
            double scale = Math.Min(1, (double)maxSize / Math.Max(width, height));
            Assert.Equal(Math.Max(1, (int)Math.Round(width * scale)), image.Width);
            Assert.Equal(Math.Max(1, (int)Math.Round(height * scale)), image.Height);
            for (int y = 0; y < image.Height; y++)
            {
                for (int x = 0; x < image.Width; x++)
                {
                    (double[] color, double alpha) = Average(pixels, width, height, image, x, y);
                    byte[] actual = image.GetRow(y).Slice(4 * x, 4).ToArray();
                    Assert.InRange(actual[3], alpha - 0.51, alpha + 0.51);
                    Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(actual[i], color[i] - 0.51, color[i] + 0.51));
                }
            }
        });

    [Fact]
    public void Translucent_pixels_are_mixed_with_the_background_if_it_is_known()
    {
        byte[] file = new PngWriter(3, 1, ColorType: 6, BitDepth: 8).Write([200, 100, 0, 0, 200, 100, 0, 51, 200, 100, 0, 204]);
        Assert.Equal([null, null, new Rgb(200, 100, 0)], GetColors(Read(file, 3, background: null)));
        Assert.Equal([null, new Rgb(40, 20, 204), new Rgb(160, 80, 51)], GetColors(Read(file, 3, new Rgb(0, 0, 255))));
    }

    [Fact]
    public void A_canceled_reader_stops()
    {
        byte[] file = new PngWriter(1, 1, 6, 8).Write([0]);
        Assert.Throws<OperationCanceledException>(() =>
            Thumbnail.Read(new MemoryStream(file), 1, 1, background: null, new CancellationToken(canceled: true)));
    }

    static Rgb?[] GetColors(Thumbnail image) => [.. Enumerable.Range(0, image.Width).Select(x => image.GetColor(x, 0))];

    static Thumbnail Read(byte[] file, int maxSize, Rgb? background) =>
        Thumbnail.Read(new MemoryStream(file), maxSize, maxSize, background, TestContext.Current.CancellationToken);

    // The definition, with the area of each source pixel in fractions.
    static (double[] Color, double Alpha) Average(byte[] pixels, int width, int height, Thumbnail image, int targetX, int targetY)
    {
        double[] color = new double[3];
        double alpha = 0;
        double total = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double area = Overlap(x, width, targetX, image.Width) * Overlap(y, height, targetY, image.Height);
                int index = 4 * ((y * width) + x);
                double weight = area * pixels[(index + 3) % pixels.Length];
                total += area;
                alpha += weight;
                for (int i = 0; i < 3; i++)
                {
                    color[i] += weight * pixels[(index + i) % pixels.Length];
                }
            }
        }

        return ([.. color.Select(sum => alpha > 0 ? sum / alpha : 0)], alpha / total);
    }

    static double Overlap(int source, int sourceLength, int target, int targetLength)
    {
        double scale = (double)targetLength / sourceLength;
        return Math.Max(0, Math.Min((source + 1) * scale, target + 1) - Math.Max(source * scale, target));
    }
}
