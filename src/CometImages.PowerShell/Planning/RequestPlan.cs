using System.Globalization;
using CometImages.Models;
using CometImages.Text;

namespace CometImages.PowerShell.Planning;

/// <summary>What an input results in.</summary>
/// <param name="ExistingImages">The images whose files exist already.</param>
/// <param name="Requests">The requests to send.</param>
sealed record RequestPlan(IReadOnlyList<CometImage> ExistingImages, IReadOnlyList<PlannedRequest> Requests)
{
    /// <summary>Gets the number of images to generate.</summary>
    public int ImageCount => Requests.Sum(request => request.Request.Count ?? 1);

    public string DescribeCount() => ImageCount == 1 ? "1 image" : string.Format(CultureInfo.InvariantCulture, "{0:N0} images", ImageCount);

    /// <summary>Describes the request of an input: the model, the prompt, the other values, and the files.</summary>
    public string DescribeTarget(ImageRequestInput input)
    {
        string values = string.Join(", ", RequestField.All
            .Where(field => field != RequestField.Model && field != RequestField.Prompt && field != RequestField.Count)
            .Select(field => input.Values[field])
            .OfType<object>());
        string[] files = [.. Requests.SelectMany(request => request.Output.Files)];
        string more = files.Length > 1 ? $" and {files.Length - 1} more" : string.Empty;
        return $"{input.ModelOrDefault}: {input.Prompt.Truncate()}"
            + (values.Length == 0 ? string.Empty : $" ({values})")
            + (input.Image is null ? string.Empty : $" from '{input.Image.ToString().RemoveQuery()}'")
            + (files.Length == 0 ? string.Empty : $" in '{files[0]}'{more}");
    }

    public string DescribeTotal() =>
        DescribeCount() + (Requests.Count == 1 ? " in 1 request" : string.Format(CultureInfo.InvariantCulture, " in {0:N0} requests", Requests.Count));
}
