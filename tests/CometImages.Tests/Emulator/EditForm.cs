using System.Net.Http.Headers;
using SkiaSharp;

namespace CometImages.Tests.Emulator;

/// <summary>Forms of edits, and images to put into them.</summary>
static class EditForm
{
    public static MultipartFormDataContent Create(string model = "gpt-image-2", string prompt = "a boat") =>
        new MultipartFormDataContent().WithText("model", model).WithText("prompt", prompt);

    public static MultipartFormDataContent WithText(this MultipartFormDataContent form, string name, string value)
    {
        form.Add(new StringContent(value), $"\"{name}\"");
        return form;
    }

    public static MultipartFormDataContent WithFile(
        this MultipartFormDataContent form, string name, byte[] content, string fileName = "photo.png", string? contentType = "image/png")
    {
        ByteArrayContent part = new(content);
        part.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{name}\"",
            FileName = $"\"{fileName}\"",
        };
        form.Add(part);
        return form;
    }

    public static MultipartFormDataContent WithImage(this MultipartFormDataContent form, string name = "image") =>
        form.WithFile(name, CreateImage(64, 48));

    /// <summary>Creates an image of one color, or of one color around a rectangle of another.</summary>
    public static byte[] CreateImage(
        int width,
        int height,
        SKEncodedImageFormat format = SKEncodedImageFormat.Png,
        SKColor? color = null,
        SKRectI? rectangle = null,
        SKColor inside = default,
        bool hasAlpha = false)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, hasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque);
        bitmap.Erase(color ?? SKColors.Teal);
        bitmap.Erase(inside, rectangle ?? SKRectI.Empty);
        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
