using System.Globalization;

namespace CometImages.Models;

/// <summary>Which sizes of the form WIDTHxHEIGHT a model takes beside its named ones. A rule without limits takes any.</summary>
sealed class SizeConstraint
{
    /// <summary>Width and height must be divisible by this many pixels.</summary>
    public int? DivisibleBy { get; init; }

    /// <summary>The longer edge may be at most this many times the shorter.</summary>
    public int? MaxRatio { get; init; }

    /// <summary>The longer edge's most pixels.</summary>
    public int? MaxLongEdge { get; init; }

    /// <summary>The shorter edge's most pixels.</summary>
    public int? MaxShortEdge { get; init; }

    /// <summary>Whether a size such as <c>1536x864</c> keeps the rule.</summary>
    /// <param name="size">The size, WIDTHxHEIGHT in pixels.</param>
    public bool Accepts(string size)
    {
        string[] edges = size.Split('x');
        if (edges.Length != 2 || !TryEdge(edges[0], out int width) || !TryEdge(edges[1], out int height))
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

    /// <summary>The rule in words, for messages and tables.</summary>
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

        if (MaxLongEdge is { } longest && MaxShortEdge is { } shortest)
        {
            limits.Add($"at most {longest}x{shortest}");
        }

        return limits.Count == 0 ? "any WIDTHxHEIGHT" : $"any WIDTHxHEIGHT ({string.Join(", ", limits)})";
    }

    static bool TryEdge(string text, out int pixels) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out pixels) && pixels > 0;
}
