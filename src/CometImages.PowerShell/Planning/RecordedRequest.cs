using System.Management.Automation;
using System.Reflection;
using CometImages.Images;
using CometImages.PowerShell.Binding;

namespace CometImages.PowerShell.Planning;

/// <summary>
/// Adds the property Request to an image whose sidecar contains its request. When the request is piped to New-CometImage or Edit-CometImage, it's
/// sent again. It's not a note property, because these travel with an image to the images that are made from it.
/// </summary>
static class RecordedRequest
{
    static readonly MethodInfo s_getter = typeof(RecordedRequest).GetMethod(nameof(Get))!;

    public static PSObject AddTo(CometImage image)
    {
        PSObject item = PSObject.AsPSObject(image);
        if (image.Request is not null)
        {
            item.Properties.Add(new PSCodeProperty("Request", s_getter));
        }

        return item;
    }

    /// <summary>Gets the request of an image. PowerShell calls the method.</summary>
    public static PSObject? Get(PSObject item) => item.BaseObject is CometImage { Request.Value: { } request } ? Create(request) : null;

    static PSObject Create(ImageGenerationRequest request)
    {
        CometImage[] images = [.. request.Images.Select(ToImage)];
        return new ImageRequestInput(request.Values)
        {
            Image = request.IsEdit ? images[0] : null,
            ReferenceImages = [.. images.Skip(request.IsEdit ? 1 : 0)],
            Mask = request.Mask is null ? null : ToImage(request.Mask),
            AdditionalProperty = request.AdditionalProperties.Count == 0 ? null : JsonElementConverter.ToPSObject(request.AdditionalProperties),
        }.ToRetryObject();
    }

    static CometImage ToImage(SourceImage source) => new() { Url = source.Location };
}
