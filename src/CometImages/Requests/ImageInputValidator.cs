using System.Globalization;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.Requests;

/// <summary>Finds the first error of the images that a request sends, by what their files show.</summary>
static class ImageInputValidator
{
    const int MaxMaskMegabytes = 4;
    const int MaxSuggestions = 3;

    static readonly string[] s_formats = ["png", "jpeg", "webp"];

    /// <summary>Finds an error, or returns null. An image of which only the URL is known is verified when it's downloaded.</summary>
    public static RequestError? Validate(ImageGenerationRequest request)
    {
        ImageModel? model = KnownImageModels.Find(request.Model);
        return (request.Images.Count == 0 || model is null ? null : ValidateModel(model, request))
            ?? request.Images.Select(image => ValidateImage(image, model)).FirstOrDefault(error => error is not null)
            ?? (request.Mask is { } mask ? ValidateMask(mask, request) : null);
    }

    static RequestError? ValidateModel(ImageModel model, ImageGenerationRequest request)
    {
        ImageInputSupport? support = model.ImageInput;
        if (support?.Route != request.Route)
        {
            return request.Route == ImageRoute.Edits
                ? CreateModelError($"{model} doesn't edit images.", other => other.ImageInput is not null)
                : support is not null
                ? new(RequestField.Model.Name, $"{model} doesn't create images from reference images.", "Use Edit-CometImage.")
                : CreateModelError($"{model} doesn't support reference images.", other => other.ImageInput?.Route == ImageRoute.Generations);
        }

        return request.Images.Count > support.MaxCount
            ? new(
                "image",
                $"{model} supports at most {support.MaxCount} images per request, not {request.Images.Count}.",
                "Specify fewer reference images" + ImageRequestValidator.OrSkip)
            : null;
    }

    static RequestError CreateModelError(string message, Func<ImageModel, bool> isSuitable)
    {
        IEnumerable<ImageModel> suitable = KnownImageModels.All.Where(model => isSuitable(model) && model.RetirementDate is null).Take(MaxSuggestions);
        return new(
            RequestField.Model.Name, message, $"Specify a model that does, such as {string.Join(", ", suitable)}{ImageRequestValidator.OrSkip}");
    }

    static RequestError? ValidateImage(SourceImage image, ImageModel? model)
    {
        if (image.File is not { } file)
        {
            return null;
        }

        if (!s_formats.Contains(file.Details?.Format.Format))
        {
            return CreateFormatError("image", image, "isn't a PNG, JPEG, or WebP image", "Specify an image in one of these formats");
        }

        return model?.ImageInput?.MaxMegabytes is { } limit && file.Length >= limit * 1_000_000L
            ? CreateLengthError("image", image, $"{model} supports images of less than {limit} MB")
            : null;
    }

    static RequestError? ValidateMask(SourceImage mask, ImageGenerationRequest request)
    {
        if (mask.File is not { } file)
        {
            return null;
        }

        if (file.Details is not { Format.Format: "png", Header: var header })
        {
            return CreateFormatError("mask", mask, "isn't a PNG image", "Specify a mask in PNG format");
        }

        if (file.Length >= MaxMaskMegabytes * 1_000_000L)
        {
            return CreateLengthError("mask", mask, $"A mask must be smaller than {MaxMaskMegabytes} MB");
        }

        if (header.HasAlpha != true)
        {
            return new(
                "mask",
                $"The mask '{mask}' has no alpha channel.",
                "Make the pixels transparent that may change" + ImageRequestValidator.OrSkip);
        }

        return request.Images[0].File?.Details?.Header.Size is { } size && size != header.Size
            ? new(
                "mask",
                $"The mask '{mask}' has {header.Size} pixels, and the image '{request.Images[0]}' has {size}.",
                "Specify a mask of the same size" + ImageRequestValidator.OrSkip)
            : null;
    }

    static RequestError CreateFormatError(string field, SourceImage image, string problem, string recommendedAction)
    {
        SourceFile file = image.File!;
        string actual = file.Length == 0 ? " The file is empty."
            : file.Details is { } details ? $" It contains an image in {details.Format.Format.ToUpperInvariant()} format."
            : string.Empty;
        return new(field, $"'{image}' {problem}.{actual}", recommendedAction + ImageRequestValidator.OrSkip);
    }

    static RequestError CreateLengthError(string field, SourceImage image, string limit) => new(
        field,
        string.Format(CultureInfo.InvariantCulture, "'{0}' has {1:0.0} MB. {2}.", image, image.File!.Length / 1e6, limit),
        "Specify a smaller file" + ImageRequestValidator.OrSkip);
}
