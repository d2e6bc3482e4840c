using System.Globalization;
using System.Management.Automation;

namespace CometImages.PowerShell;

/// <summary>Represents one of the equal parts into which several processes divide the requests of a batch, such as <c>3/8</c>.</summary>
public sealed class ImageShard
{
    internal ImageShard(int index, int count)
    {
        Index = index;
        Count = count;
    }

    /// <summary>Gets the one-based number of the shard.</summary>
    public int Index { get; }

    /// <summary>Gets the number of shards.</summary>
    public int Count { get; }

    /// <summary>Returns the shard as <c>-Shard</c> accepts it.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", Index, Count);

    /// <summary>Returns the shard of a text such as <c>3/8</c>, or null if the text isn't valid.</summary>
    internal static ImageShard? TryParse(string text) => text.Split('/') is { Length: 2 } parts ? TryCreate(parts[0], parts[1]) : null;

    /// <summary>Returns the shard with a number, or null if the number or the count isn't valid.</summary>
    internal static ImageShard? TryCreate(object? index, object? count) =>
        TryConvert(index) is { } number && TryConvert(count) is { } total && number >= 1 && number <= total ? new ImageShard(number, total) : null;

    static int? TryConvert(object? value) => value is not null && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out int number)
        ? number
        : null;
}
