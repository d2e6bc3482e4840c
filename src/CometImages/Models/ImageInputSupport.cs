namespace CometImages.Models;

/// <summary>How a model takes images as input.</summary>
sealed class ImageInputSupport
{
    /// <summary>Gets the route that takes them.</summary>
    public required ImageRoute Route { get; init; }

    /// <summary>Gets the maximum number of images per request, or null if only the provider knows.</summary>
    public int? MaxCount { get; init; }

    /// <summary>Gets the number of megabytes that an image must be smaller than, or null if only the provider knows.</summary>
    public int? MaxMegabytes { get; init; }
}
