using System.Globalization;
using CometImages.PowerShell.Planning;

namespace CometImages.PowerShell.Execution;

/// <summary>Describes outcomes for the verbose stream.</summary>
static class OutcomeDetails
{
    public static string Describe(PlannedRequest request, IReadOnlyList<CometImage> images, TimeSpan duration) => string.Format(
        CultureInfo.InvariantCulture,
        "{0}: received {1} in {2:0.0} s (request ID: {3}): {4}.",
        request.DisplayName,
        images.Count == 1 ? "1 image" : $"{images.Count} images",
        duration.TotalSeconds,
        images.Count == 0 ? null : images[0].RequestId ?? "none",
        string.Join(", ", images.Select(Describe)));

    public static string DescribeExisting(CometImage image) => $"Skipping '{image.Path}', because the file exists.";

    static string Describe(CometImage image) => image.Path is { } path
        ? $"'{path}' ({image.Size} {image.OutputFormat})"
        : Uri.TryCreate(image.Url, UriKind.Absolute, out Uri? url) ? $"a URL at {url.Host}" : "a URL";
}
