using System.Globalization;
using System.Text.RegularExpressions;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.PowerShell.Planning;

/// <summary>A property that a request determines and that the image's file shows. If they differ, a warning names both values.</summary>
/// <param name="GetExpected">Gets the value that the request determines, or null if it doesn't determine one.</param>
/// <param name="GetActual">Gets the value that the file shows, or null if the file is missing or doesn't show one.</param>
/// <param name="Warning">The warning, with placeholders for the path, the expected value, and the actual value.</param>
sealed record ImageExpectation(
    Func<ImageGenerationRequest, CometImage, string?> GetExpected, Func<CometImage, string?> GetActual, string Warning)
{
    static readonly Regex s_pixels = new("^[1-9][0-9]*x[1-9][0-9]*$", RegexOptions.CultureInvariant);

    static readonly ImageExpectation[] s_all =
    [
        new(
            (request, _) => request.GetWireValue(RequestField.Size) is string size && s_pixels.IsMatch(size) ? size : null,
            image => image is { Width: not null, Height: not null } ? image.Size : null,
            "'{0}' has {2} pixels. The requested size is {1}."),
        new(
            (request, _) => request.GetWireValue(RequestField.Background) is "transparent" ? "transparent" : null,
            image => image.HasAlpha switch { true => "transparent", false => "opaque", null => null },
            "'{0}' is {2}, because it has no alpha channel. The requested background is {1}."),

        // The file keeps its name, because -SkipExisting looks for it in the next run.
        new(
            (_, image) => image.Path is { } path ? ImageFileFormat.FromExtension(path)?.ToUpperInvariant() : null,
            image => image.OutputFormat?.ToUpperInvariant(),
            "'{0}' contains an image in {2} format. Its extension doesn't match."),
    ];

    public static IReadOnlyList<string> GetWarnings(ImageGenerationRequest request, CometImage image) =>
    [
        .. from expectation in s_all
           let expected = expectation.GetExpected(request, image)
           let actual = expectation.GetActual(image)
           where expected is not null && actual is not null && expected != actual
           select string.Format(CultureInfo.InvariantCulture, expectation.Warning, image.Path, expected, actual),
    ];
}
