using System.Globalization;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Middleware;
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

    public static InputImages Read(UploadedForm form)
    {
        ILookup<string, FormPart> files = form.Files.ToLookup(file => file.Name);
        if (FindProblem(files) is { } error)
        {
            return new InputImages(null, [], error);
        }

        List<SourceImage> images = [];
        SourceImage? mask = null;
        foreach (FormPart file in form.Files)
        {
            bool isMask = file.Name == Mask;
            SourceImage? image = SourceImage.Identify(file.Open);
            if (FindProblem(file.Content, image, isMask ? MaxMaskMegabytes : MaxImageMegabytes) is { } problem)
            {
                return InputImages.Invalid(file.Name, problem);
            }

            mask = isMask ? image : mask;
            images.AddRange(isMask ? [] : [image!]);
        }

        return mask is not null && FindMaskProblem(mask, images[0]) is { } maskProblem
            ? InputImages.Invalid(Mask, maskProblem)
            : new InputImages(new EditSource(CreateId(form), images[0], mask), [.. images.Select(image => image.Size)]);
    }

    static string CreateId(UploadedForm form) => string.Join(' ', form.Files.Select(file => $"{file.Name}={file.Content.Sha256}"));

    static ApiError? FindProblem(ILookup<string, FormPart> files)
    {
        string? unknown = files.Select(group => group.Key).FirstOrDefault(name => !Names.Contains(name));
        return unknown is not null
            ? ApiError.Invalid(unknown, $"Unknown file '{unknown}'. Valid names are {string.Join(", ", Names)}.")
            : (files[Single].Count(), files[Several].Count(), files[Mask].Count()) switch
            {
                (0, 0, _) => ApiError.Invalid(Single, "An edit requires at least one image. Send one part 'image', or several parts 'image[]'."),
                (> 0, > 0, _) => ApiError.Invalid(Single, "A request can't contain both 'image' and 'image[]'. Use 'image[]' for all images."),
                (> 1, _, _) => ApiError.Invalid(Single, "The request contains several parts 'image'. Use 'image[]' for several images."),
                (_, > MaxImages and var count, _) =>
                    ApiError.Invalid(Several, $"The request contains {count} images. The maximum is {MaxImages}."),
                (_, _, > 1) => ApiError.Invalid(Mask, "The request contains several masks. It can contain one."),
                _ => null,
            };
    }

    static string? FindProblem(JournalPart file, SourceImage? image, int maxMegabytes)
    {
        string name = $"The file '{file.FileName}'";
        string? format = image?.Format.Name.ToUpperInvariant();
        return file.Length == 0 ? $"{name} is empty."
            : file.Length >= maxMegabytes * Megabyte
                ? string.Create(CultureInfo.InvariantCulture, $"{name} has {file.Length} bytes. It must be smaller than {maxMegabytes} MB.")
            : image is null ? $"{name} isn't a PNG, JPEG, or WebP image."
            // OpenAI's client for .NET doesn't send a content type, so the extension determines it.
            : file.ContentType is { Length: > 0 } && file.ContentType != image.Format.ContentType
                ? $"{name} contains a {format} image, but its content type is '{file.ContentType}'. Use {image.Format.ContentType}."
            : s_contentTypes.TryGetContentType(file.FileName!, out string? contentType) && contentType == image.Format.ContentType ? null
            : $"{name} contains a {format} image. Its extension doesn't match. Use {image.Format.Extension}.";
    }

    static string? FindMaskProblem(SourceImage mask, SourceImage image) =>
        mask.Format != ImageFormat.Png ? "The mask must be a PNG image."
        : mask.Size != image.Size ? $"The mask has {mask.Size} pixels, but the first image has {image.Size}. They must be equal."
        : !mask.HasAlpha ? "The mask has no alpha channel. The area to edit must be transparent."
        : null;
}
