namespace CometImages.Benchmarks.Comparing;

/// <summary>What one contestant took, round by round: milliseconds, as a rule.</summary>
sealed class Series(string name)
{
    readonly List<double> _values = [];
    readonly List<double> _kilobytes = [];

    public string Name => name;

    public IReadOnlyList<double> Values => _values;

    public double Median => MedianOf(_values);

    public double Fastest => _values.Min();

    /// <summary>What was allocated over all threads; null when that is not known.</summary>
    public double? Kilobytes => _kilobytes.Count == 0 ? null : MedianOf(_kilobytes);

    public double? MostKilobytes => _kilobytes.Count == 0 ? null : _kilobytes.Max();

    public void Add(double value, long? bytes = null)
    {
        _values.Add(value);
        if (bytes is { } known)
        {
            _kilobytes.Add(known / 1024.0);
        }
    }

    /// <summary>How many times as long as another it took: the median of what each round says, since a busy moment slows both.</summary>
    public double RatioTo(Series other) => MedianOf([.. _values.Zip(other._values, (mine, its) => mine / its)]);

    /// <summary>How much more than another it took; the median of what each round says.</summary>
    public double MoreThan(Series other) => MedianOf([.. _values.Zip(other._values, (mine, its) => mine - its)]);

    static double MedianOf(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
