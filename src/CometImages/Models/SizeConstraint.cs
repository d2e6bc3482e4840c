using System.Globalization;

namespace CometImages.Models;

/// <summary>The sizes of the form WIDTHxHEIGHT that a model supports beyond the listed ones. Without limits, any.</summary>
sealed class SizeConstraint
{
    /// <summary>Gets the number of pixels that width and height must be divisible by.</summary>
    public int? DivisibleBy { get; init; }

    /// <summary>Gets the maximum ratio of the longer edge to the shorter.</summary>
    public int? MaxRatio { get; init; }

    /// <summary>Gets the maximum length of an edge in pixels.</summary>
    public int? MaxEdge { get; init; }

    /// <summary>Gets the minimum number of pixels of the image.</summary>
    public int? MinPixels { get; init; }

    /// <summary>Gets the maximum number of pixels of the image.</summary>
    public int? MaxPixels { get; init; }

    /// <summary>Returns whether a size such as <c>1536x864</c> satisfies the constraint.</summary>
    public bool IsSatisfiedBy(string size)
    {
        string[] edges = size.Split('x');
        if (edges.Length != 2 || !TryParseEdge(edges[0], out int width) || !TryParseEdge(edges[1], out int height))
        {
            return false;
        }

        int longer = Math.Max(width, height);
        long shorter = Math.Min(width, height);
        return (DivisibleBy is not { } divisor || (width % divisor == 0 && height % divisor == 0))
            && !(longer > shorter * MaxRatio)
            && !(longer > MaxEdge)
            && !(longer * shorter < MinPixels)
            && !(longer * shorter > MaxPixels);
    }

    /// <summary>Describes the constraint, for messages and tables.</summary>
    public override string ToString()
    {
        List<string> limits = [];
        if (DivisibleBy is { } divisor)
        {
            limits.Add($"both divisible by {divisor}");
        }

        if (MaxRatio is { } ratio)
        {
            limits.Add($"ratio 1:{ratio} to {ratio}:1");
        }

        if (MaxEdge is { } edge)
        {
            limits.Add(FormattableString.Invariant($"edges up to {edge:N0}"));
        }

        if (MinPixels is { } min && MaxPixels is { } max)
        {
            limits.Add(FormattableString.Invariant($"{min:N0} to {max:N0} pixels"));
        }

        return limits.Count == 0 ? "any WIDTHxHEIGHT" : $"any WIDTHxHEIGHT ({string.Join("; ", limits)})";
    }

    static bool TryParseEdge(string text, out int pixels) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out pixels) && pixels > 0;
}
