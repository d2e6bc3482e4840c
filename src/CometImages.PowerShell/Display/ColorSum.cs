namespace CometImages.PowerShell.Display;

/// <summary>The sum of similar colors.</summary>
sealed class ColorSum
{
    readonly long[] _sums = new long[3];

    public long Count { get; private set; }

    public void Add(Rgb color)
    {
        _sums[0] += color.Red;
        _sums[1] += color.Green;
        _sums[2] += color.Blue;
        Count++;
    }

    /// <summary>Gets the average of a channel: 0 for red, 1 for green, 2 for blue.</summary>
    public double GetAverage(int channel) => (double)_sums[channel] / Count;
}
