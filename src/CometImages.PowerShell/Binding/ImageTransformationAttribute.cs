using System.Collections;
using System.Management.Automation;

namespace CometImages.PowerShell.Binding;

/// <summary>
/// Accepts images as files, paths, URLs, or CometImage objects. Whether a file exists is verified later, so that its error is that of a row.
/// </summary>
/// <param name="isList">Whether the parameter takes several images.</param>
sealed class ImageTransformationAttribute(bool isList) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
        {
            // The binder rejects it where an image is mandatory.
            return null;
        }

        CometImage[] images = inputData.Unwrap() is IList list and not IDictionary
            ? [.. list.Cast<object?>().Select(Convert).OfType<CometImage>()]
            : [.. new[] { Convert(inputData) }.OfType<CometImage>()];
        return (isList, images.Length) switch
        {
            (true, _) => images,
            (false, 0) => null,
            (false, 1) => images[0],
            _ => throw new ArgumentTransformationMetadataException($"The parameter takes one image, not {images.Length}."),
        };
    }

    static CometImage? Convert(object? item) => item.Unwrap() switch
    {
        _ when item.IsNullOrBlank() => null,
        CometImage image => image,
        string text => FromText(text.Trim()),
        Uri url => FromText(url.OriginalString),
        FileSystemInfo file => new CometImage { Path = file.FullName },
        _ when item.IsCometImage() => FromOtherSession(PSObject.AsPSObject(item)),

        // After a failed cast, the binder binds a row by its property names.
        _ when RowTransformationAttribute.IsRow(PSObject.AsPSObject(item)) =>
            throw new ArgumentTransformationMetadataException("A row binds by its property names.", new PSInvalidCastException()),
        _ => throw new ArgumentTransformationMetadataException(
            $"An object of type {item!.Unwrap()!.GetType().FullName} isn't an image. Specify a path, a URL, a file, or a CometImage."),
    };

    static CometImage FromText(string text) => IsUrl(text) ? new CometImage { Url = text } : new CometImage { Path = text };

    static bool IsUrl(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    // A file of another computer can have the path of a different file on this one.
    static CometImage FromOtherSession(PSObject item)
    {
        CometImage image = CometImageConverter.FromPSObject(item);
        return image.Path is { Length: > 0 } path && CometImageConverter.GetComputerName(item) is { } computer && computer != "localhost"
            ? throw new ArgumentTransformationMetadataException(
                $"The file '{path}' is on {computer}. Edit the image on that computer, or copy the file to this computer first.")
            : image;
    }
}
