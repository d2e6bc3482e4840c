using System.Globalization;
using System.Text;
using System.Text.Json;
using CometImages.Images;
using CometImages.Transport;

namespace CometImages.Requests;

/// <summary>Serializes a request as a form (multipart/form-data): the fields, and then the files.</summary>
static class FormRequestSerializer
{
    public static IReadOnlyList<BodyPart> Serialize(ImageGenerationRequest request, string boundary)
    {
        List<BodyPart> parts = [];
        foreach ((string name, object value) in request.GetWireValues())
        {
            AddText(parts, $"--{boundary}\r\nContent-Disposition: form-data; name=\"{Escape(name)}\"\r\n\r\n{GetText(value)}\r\n");
        }

        // A gateway drops one of the names if a request has both.
        string imageName = request.Images.Count == 1 ? "image" : "image[]";
        foreach (SourceImage image in request.Images)
        {
            AddFile(parts, boundary, imageName, image);
        }

        if (request.Mask is { } mask)
        {
            AddFile(parts, boundary, "mask", mask);
        }

        AddText(parts, $"--{boundary}--\r\n");
        return parts;
    }

    static void AddFile(List<BodyPart> parts, string boundary, string name, SourceImage image)
    {
        SourceFile file = image.File ?? throw new InvalidOperationException("The image wasn't downloaded.");
        AddText(
            parts,
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{Escape(file.Name)}\"\r\n" +
            $"Content-Type: {file.MediaType}\r\n\r\n");
        parts.Add(BodyPart.FromFile(file));
        AddText(parts, "\r\n");
    }

    static void AddText(List<BodyPart> parts, string text) => parts.Add(BodyPart.FromBytes(Encoding.UTF8.GetBytes(text)));

    // As browsers do: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data. Names are UTF-8, which
    // servers read, and not the encoded words of mail.
    static string Escape(string name) => name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");

    static string GetText(object value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
