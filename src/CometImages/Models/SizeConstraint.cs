using System.Globalization;

namespace CometImages.Models;

/// <summary>The sizes of the form WIDTHxHEIGHT that a model supports beyond the listed ones. Without limits, any.</summary>
sealed class SizeConstraint
{
    /// <summary>Gets the number of pixels that width and height must be divisible by.</summary>
    public int? DivisibleBy { get; init; }

    /// <summary>Gets the maximum ratio of the longer edge to the shorter.</summary>
    public int? MaxRatio { get; init; }

    /// <summary>Gets the maximum length of the longer edge in pixels.</summary>
    public int? MaxLongEdge { get; init; }

    /// <summary>Gets the maximum length of the shorter edge in pixels.</summary>
    public int? MaxShortEdge { get; init; }

    /// <summary>Returns whether a size such as <c>1536x864</c> satisfies the constraint.</summary>
    public bool IsSatisfiedBy(string size)
    {
        string[] edges = size.Split('x');
        if (edges.Length != 2 || !TryParseEdge(edges[0], out int width) || !TryParseEdge(edges[1], out int height))
        {
            return false;
        }

        int longer = Math.Max(width, height);
        int shorter = Math.Min(width, height);
        return (DivisibleBy is not { } divisor || (width % divisor == 0 && height % divisor == 0))
            && (MaxRatio is not { } ratio || longer <= (long)shorter * ratio)
            && (MaxLongEdge is not { } maxLong || longer <= maxLong)
            && (MaxShortEdge is not { } maxShort || shorter <= maxShort);
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

        if (MaxLongEdge is { } maxLong && MaxShortEdge is { } maxShort)
        {
            limits.Add($"at most {maxLong}x{maxShort}");
        }

        return limits.Count == 0 ? "any WIDTHxHEIGHT" : $"any WIDTHxHEIGHT ({string.Join(", ", limits)})";
    }

    static bool TryParseEdge(string text, out int pixels) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out pixels) && pixels > 0;
}
