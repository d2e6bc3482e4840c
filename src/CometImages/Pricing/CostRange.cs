namespace CometImages.Pricing;

/// <summary>The least and the most that something costs, in US dollars.</summary>
readonly record struct CostRange(decimal Minimum, decimal Maximum)
{
    public static CostRange operator +(CostRange left, CostRange right) => new(left.Minimum + right.Minimum, left.Maximum + right.Maximum);

    /// <summary>Returns the range that contains both.</summary>
    public CostRange Union(CostRange other) => new(Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));
}
