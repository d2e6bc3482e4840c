using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using CometImages.Emulator.Models;
using CometImages.Emulator.Rendering;

namespace CometImages.Emulator.Endpoints;

/// <summary>Reads the images that a generation refers to: data URIs, and URLs, of which only the emulator's own are resolved.</summary>
sealed partial class ReferenceReader(HostState state, RenderedImageCache cache, IssuedUrlStore urls)
{
    const string Field = "image";

    public async Task<InputImages> ReadAsync(JsonElement fields)
    {
        EditSource? source = null;
        List<PixelSize> sizes = [];
        bool areReferences = ModelRule.Get(fields.GetText("model")!).FindField(Field, isEdit: false)?.MaxItems is not null;
        foreach ((int index, string reference) in areReferences ? fields.GetTexts(Field).Index() : [])
        {
            Match data = DataUri().Match(reference);
            byte[]? bytes = data.Success ? Decode(reference.AsSpan(data.Length)) : await FindAsync(reference);
            SourceImage? image = bytes is null ? null : SourceImage.Identify(() => new MemoryStream(bytes));
            string? problem = (data.Success, image) switch
            {
                (false, _) => IsUrl(reference) ? null : "isn't a URL or a data URI such as 'data:image/png;base64,...'.",
                (true, null) => "isn't a PNG, JPEG, or WebP image in base64.",
                (true, { Format: var format }) when data.Groups[1].Value != format.ContentType =>
                    $"contains a {format.Name.ToUpperInvariant()} image, but its media type is '{data.Groups[1].Value}'. Use {format.ContentType}.",
                _ => null,
            };
            if (problem is not null)
            {
                return InputImages.Invalid(Field, $"The reference image {index + 1} {problem}");
            }

            if (image is not null)
            {
                sizes.Add(image.Size);
                source = index == 0 ? new EditSource(Convert.ToHexStringLower(SHA256.HashData(bytes!)), image) : source;
            }
        }

        return new InputImages(source, sizes);
    }

    static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    static byte[]? Decode(ReadOnlySpan<char> base64)
    {
        byte[] bytes = new byte[base64.Length / 4 * 3];
        return Convert.TryFromBase64Chars(base64, bytes, out int length) ? bytes[..length] : null;
    }

    /// <summary>Returns the image of a URL that the emulator issued, or null.</summary>
    async Task<byte[]?> FindAsync(string url)
    {
        string origin = state.ImageUri.GetLeftPart(UriPartial.Authority);
        IssuedUrl? issued = url.StartsWith(origin, StringComparison.OrdinalIgnoreCase) ? urls.Find(url[origin.Length..]) : null;
        return issued is null ? null : (await issued.GetImageAsync(cache)).Bytes.ToArray();
    }

    [GeneratedRegex("^data:([^;,]+);base64,", RegexOptions.IgnoreCase)]
    private static partial Regex DataUri();
}
