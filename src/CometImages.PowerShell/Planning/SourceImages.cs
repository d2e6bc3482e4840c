using CometImages.Images;
using CometImages.Models;

namespace CometImages.PowerShell.Planning;

/// <summary>The images that the requests of an input send, and the route that takes them.</summary>
sealed record SourceImages(ImageRoute Route, IReadOnlyList<SourceImage> Images, SourceImage? Mask)
{
    /// <summary>Reads what the files show, so that what can't work isn't sent.</summary>
    /// <exception cref="CometApiException">A file doesn't exist or can't be read.</exception>
    public static SourceImages Read(ImageRequestInput input, ImageRoute route) => Create(input, route, Read);

    /// <summary>Creates the images of an input without reading their files.</summary>
    public static SourceImages FromLocations(ImageRequestInput input, ImageRoute route) =>
        Create(input, route, image => new SourceImage(image.ToString()));

    static SourceImages Create(ImageRequestInput input, ImageRoute route, Func<CometImage, SourceImage> create) => new(
        route,
        [.. new[] { input.Image }.OfType<CometImage>().Concat(input.ReferenceImages).Select(create)],
        input.Mask is null ? null : create(input.Mask));

    static SourceImage Read(CometImage image) =>
        image.Path is { Length: > 0 } path ? new SourceImage(SourceFile.Read(path)) : new SourceImage(image.Url ?? string.Empty);
}
