namespace CometImages.PowerShell.Display;

/// <summary>Replaces the colors of an image with those of a palette, and distributes the error to the neighbors (Floyd and Steinberg).</summary>
sealed class Ditherer(Thumbnail image, ColorPalette palette)
{
    public const int Transparent = -1;

    const int Channels = 3;

    // The errors in sixteenths, with a column at each side that is ignored.
    int[] _errors = new int[Channels * (image.Width + 2)];
    int[] _nextErrors = new int[Channels * (image.Width + 2)];
    int _y;

    /// <summary>Reads the next row as indexes of the palette.</summary>
    public void ReadRow(int[] indexes)
    {
        // Alternating directions avoid a pattern.
        int step = _y % 2 == 0 ? 1 : -1;
        for (int i = 0, x = step > 0 ? 0 : image.Width - 1; i < image.Width; i++, x += step)
        {
            indexes[x] = image.GetColor(x, _y) is { } color ? Dither(color, x, step) : Transparent;
        }

        _y++;
        (_errors, _nextErrors) = (_nextErrors, _errors);
        Array.Clear(_nextErrors, 0, _nextErrors.Length);
    }

    int Dither(Rgb color, int x, int step)
    {
        int red = Correct(color.Red, x, 0);
        int green = Correct(color.Green, x, 1);
        int blue = Correct(color.Blue, x, 2);
        int index = palette.FindNearest(red, green, blue);
        Rgb nearest = palette.Colors[index];
        Distribute(red - nearest.Red, x, step, 0);
        Distribute(green - nearest.Green, x, step, 1);
        Distribute(blue - nearest.Blue, x, step, 2);
        return index;
    }

    int Correct(byte value, int x, int channel) => Math.Max(0, Math.Min(byte.MaxValue, value + (_errors[GetIndex(x, channel)] / 16)));

    void Distribute(int error, int x, int step, int channel)
    {
        _errors[GetIndex(x + step, channel)] += 7 * error;
        _nextErrors[GetIndex(x - step, channel)] += 3 * error;
        _nextErrors[GetIndex(x, channel)] += 5 * error;
        _nextErrors[GetIndex(x + step, channel)] += error;
    }

    static int GetIndex(int x, int channel) => (Channels * (x + 1)) + channel;
}
