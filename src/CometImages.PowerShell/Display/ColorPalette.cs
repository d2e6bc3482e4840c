namespace CometImages.PowerShell.Display;

/// <summary>The colors that represent an image best, found by dividing its colors at their median.</summary>
sealed class ColorPalette
{
    const int BitsPerChannel = 5;
    const int DroppedBits = 8 - BitsPerChannel;
    const int CubeSize = 1 << (3 * BitsPerChannel);

    // The index of the color that is nearest to each cell of the color cube, plus one, or 0 if it isn't known yet.
    readonly short[] _nearest = new short[CubeSize];

    ColorPalette(IReadOnlyList<Rgb> colors) => Colors = colors;

    /// <summary>Gets the colors, as a terminal displays their percentages.</summary>
    public IReadOnlyList<Rgb> Colors { get; }

    public static ColorPalette Create(Thumbnail image, int maxColors)
    {
        ColorSum?[] cube = new ColorSum?[CubeSize];
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                if (image.GetColor(x, y) is { } color)
                {
                    (cube[GetCell(color.Red, color.Green, color.Blue)] ??= new ColorSum()).Add(color);
                }
            }
        }

        List<ColorBox> boxes = [new([.. cube.OfType<ColorSum>()])];
        while (boxes.Count < maxColors && boxes.OrderByDescending(box => box.Error).First() is { CanSplit: true } largest)
        {
            boxes.Remove(largest);
            boxes.AddRange(largest.Split());
        }

        return new ColorPalette([.. boxes.Where(box => box.Count > 0).Select(box => RoundToPercent(box.Average)).Distinct()]);
    }

    /// <summary>Converts a value of a channel to the percentage that sixel graphics specify.</summary>
    public static int ToPercent(byte value) => ((value * 100) + 127) / 255;

    /// <summary>Returns the index of the color that is nearest to a color.</summary>
    public int FindNearest(int red, int green, int blue)
    {
        ref short nearest = ref _nearest[GetCell(red, green, blue)];
        if (nearest == 0)
        {
            // The middle of the cell represents all of its colors.
            const int Mask = -1 << DroppedBits;
            const int Middle = 1 << (DroppedBits - 1);
            nearest = (short)(1 + Search((red & Mask) + Middle, (green & Mask) + Middle, (blue & Mask) + Middle));
        }

        return nearest - 1;
    }

    static int GetCell(int red, int green, int blue) =>
        red >> DroppedBits << (2 * BitsPerChannel) | green >> DroppedBits << BitsPerChannel | blue >> DroppedBits;

    static Rgb RoundToPercent(Rgb color) => new(RoundToPercent(color.Red), RoundToPercent(color.Green), RoundToPercent(color.Blue));

    static byte RoundToPercent(byte value) => (byte)(((ToPercent(value) * 255) + 50) / 100);

    int Search(int red, int green, int blue)
    {
        int best = 0;
        int bestDistance = int.MaxValue;
        for (int i = 0; i < Colors.Count; i++)
        {
            (byte r, byte g, byte b) = Colors[i];
            int distance = ((r - red) * (r - red)) + ((g - green) * (g - green)) + ((b - blue) * (b - blue));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (i, distance);
            }
        }

        return best;
    }
}
