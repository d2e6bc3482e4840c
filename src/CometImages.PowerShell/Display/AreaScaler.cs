namespace CometImages.PowerShell.Display;

/// <summary>
/// Reduces an image row by row. A pixel of the result is the average of the area that it covers, in which transparent pixels have no color.
/// </summary>
/// <param name="width">The width of the source, which is at least that of the target.</param>
/// <param name="height">The height of the source, which is at least that of the target.</param>
/// <param name="target">The result.</param>
sealed class AreaScaler(int width, int height, Thumbnail target)
{
    // A row of the source, reduced to the width of the target, and the sum of the rows that the target's row covers.
    readonly long[] _line = new long[4 * target.Width];
    readonly long[] _sum = new long[4 * target.Width];
    int _sourceY;
    int _targetY;

    public void AddRow(ReadOnlySpan<byte> rgba)
    {
        ReduceWidth(rgba);

        // A row of the source covers target.Height units, and a row of the target covers height units.
        long start = (long)_sourceY * target.Height;
        long boundary = (long)(_targetY + 1) * height;
        long end = start + target.Height;
        AddLine(Math.Min(end, boundary) - start);
        if (end >= boundary)
        {
            WriteRow(target.GetRow(_targetY++));
            Array.Clear(_sum, 0, _sum.Length);
            AddLine(end - boundary);
        }

        _sourceY++;
    }

    void ReduceWidth(ReadOnlySpan<byte> rgba)
    {
        Array.Clear(_line, 0, _line.Length);
        int targetX = 0;
        long boundary = width;
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(4 * x, 4);
            long start = (long)x * target.Width;
            long end = start + target.Width;
            AddPixel(targetX, pixel, Math.Min(end, boundary) - start);
            if (end >= boundary)
            {
                targetX++;
                if (end > boundary)
                {
                    AddPixel(targetX, pixel, end - boundary);
                }

                boundary += width;
            }
        }
    }

    void AddPixel(int x, ReadOnlySpan<byte> pixel, long weight)
    {
        Span<long> sums = _line.AsSpan(4 * x, 4);
        long alpha = weight * pixel[3];
        sums[0] += alpha * pixel[0];
        sums[1] += alpha * pixel[1];
        sums[2] += alpha * pixel[2];
        sums[3] += alpha;
    }

    void AddLine(long weight)
    {
        for (int i = 0; i < _sum.Length; i++)
        {
            _sum[i] += weight * _line[i];
        }
    }

    void WriteRow(Span<byte> rgba)
    {
        long area = (long)width * height;
        for (int i = 0; i < rgba.Length; i += 4)
        {
            long alpha = _sum[i + 3];
            rgba[i + 3] = Divide(alpha, area);
            for (int channel = i; channel < i + 3 && alpha > 0; channel++)
            {
                rgba[channel] = Divide(_sum[channel], alpha);
            }
        }
    }

    static byte Divide(long sum, long weight) => (byte)((sum + (weight / 2)) / weight);
}
