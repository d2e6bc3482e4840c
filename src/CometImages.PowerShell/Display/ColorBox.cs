namespace CometImages.PowerShell.Display;

/// <summary>A group of colors that one color of a palette represents.</summary>
sealed class ColorBox
{
    readonly ColorSum[] _colors;
    readonly double[] _averages = new double[3];

    // The channel whose values differ most.
    readonly int _channel;

    public ColorBox(ColorSum[] colors)
    {
        _colors = colors;
        Count = colors.Sum(color => color.Count);
        for (int channel = 0; channel < _averages.Length && Count > 0; channel++)
        {
            _averages[channel] = colors.Sum(color => color.GetAverage(channel) * color.Count) / Count;
            double error = colors.Sum(color => Math.Pow(color.GetAverage(channel) - _averages[channel], 2) * color.Count);
            if (error > Error)
            {
                (Error, _channel) = (error, channel);
            }
        }
    }

    public long Count { get; }

    /// <summary>Gets the sum of the squared distances to the average, in the channel in which it's largest.</summary>
    public double Error { get; }

    public bool CanSplit => _colors.Length > 1;

    public Rgb Average => new(Round(_averages[0]), Round(_averages[1]), Round(_averages[2]));

    /// <summary>Splits the colors into those below the average and the others.</summary>
    public IEnumerable<ColorBox> Split()
    {
        ColorSum[] sorted = [.. _colors.OrderBy(color => color.GetAverage(_channel))];
        int below = sorted.Count(color => color.GetAverage(_channel) < _averages[_channel]);
        int index = Math.Max(1, Math.Min(sorted.Length - 1, below));
        return [new ColorBox([.. sorted.Take(index)]), new ColorBox([.. sorted.Skip(index)])];
    }

    static byte Round(double value) => (byte)Math.Round(value);
}
