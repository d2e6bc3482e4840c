using System.Globalization;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;
using Microsoft.AspNetCore.StaticFiles;

namespace CometImages.Emulator.Endpoints;

/// <summary>Reads the files of an edit: the images, all in parts of the same name, and the mask.</summary>
static class EditFiles
{
    const string Single = "image";
    const string Several = "image[]";
    const string Mask = "mask";
    const int MaxImages = 16;
    const int MaxImageMegabytes = 50;
    const int MaxMaskMegabytes = 4;
    const int Megabyte = 1_000_000;

    static readonly FileExtensionContentTypeProvider s_contentTypes = new();

    public static IReadOnlyList<string> Names { get; } = [Single, Several, Mask];

    public static InputImages Read(IFormCollection form, IReadOnlyList<JournalPart> parts)
    {
        if (FindProblem(form) is { } error)
        {
            return new InputImages(null, [], error);
        }

        List<SourceImage> images = [];
        foreach (IFormFile file in form.Files.Where(file => file.Name != Mask))
        {
            SourceImage? image = SourceImage.Identify(file.OpenReadStream);
            if (FindProblem(file, image, MaxImageMegabytes) is { } problem)
            {
                return InputImages.Invalid(file.Name, problem);
            }

            images.Add(image!);
        }

        SourceImage? mask = null;
        if (form.Files.GetFile(Mask) is { } maskFile)
        {
            mask = SourceImage.Identify(maskFile.OpenReadStream);
            if ((FindProblem(maskFile, mask, MaxMaskMegabytes) ?? FindMaskProblem(mask!, images[0])) is { } problem)
            {
                return InputImages.Invalid(Mask, problem);
            }
        }

        string id = string.Join(' ', parts.Where(part => part.Sha256 is not null).Select(part => $"{part.Name}={part.Sha256}"));
        return new InputImages(new EditSource(id, images[0], mask), [.. images.Select(image => image.Size)]);
    }

    static ApiError? FindProblem(IFormCollection form)
    {
        int single = form.Files.GetFiles(Single).Count;
        int several = form.Files.GetFiles(Several).Count;
        return form.Files.FirstOrDefault(file => !Names.Contains(file.Name)) is { } unknown
            ? ApiError.Invalid(unknown.Name, $"Unknown file '{unknown.Name}'. Valid names are {string.Join(", ", Names)}.")
            : (single, several) switch
            {
                (0, 0) => ApiError.Invalid(Single, "An edit requires at least one image. Send one part 'image', or several parts 'image[]'."),
                (> 0, > 0) => ApiError.Invalid(Single, "A request can't contain both 'image' and 'image[]'. Use 'image[]' for all images."),
                (> 1, _) => ApiError.Invalid(Single, $"The body has {single} parts with the name 'image'. Use 'image[]' for several images."),
                (_, > MaxImages) => ApiError.Invalid(Several, $"The request contains {several} images. The maximum is {MaxImages}."),
                _ when form.Files.GetFiles(Mask).Count > 1 => ApiError.Invalid(Mask, "A request can contain only one mask."),
                _ => null,
            };
    }

    static string? FindProblem(IFormFile file, SourceImage? image, int maxMegabytes)
    {
        string name = $"The file '{file.FileName}'";
        return file.Length == 0 ? $"{name} is empty."
            : file.Length >= maxMegabytes * Megabyte
                ? string.Create(CultureInfo.InvariantCulture, $"{name} has {file.Length} bytes. It must be smaller than {maxMegabytes} MB.")
            : image is null ? $"{name} isn't a PNG, JPEG, or WebP image."
            : file.ContentType != image.Format.ContentType
                ? $"{name} contains a {image.Format.Name} image, but its content type is '{file.ContentType}'. Use {image.Format.ContentType}."
            : s_contentTypes.TryGetContentType(file.FileName, out string? contentType) && contentType == image.Format.ContentType ? null
            : $"{name} contains a {image.Format.Name} image. Its extension doesn't match. Use {image.Format.Extension}.";
    }

    static string? FindMaskProblem(SourceImage mask, SourceImage image) =>
        mask.Format != ImageFormat.Png ? "The mask must be a PNG image."
        : mask.Size != image.Size ? $"The mask has {mask.Size} pixels, but the first image has {image.Size}. They must be equal."
        : !mask.HasAlpha ? "The mask has no alpha channel. The area to edit must be transparent."
        : null;
}
