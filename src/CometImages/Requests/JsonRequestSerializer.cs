using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CometImages.Images;
using CometImages.Transport;

namespace CometImages.Requests;

/// <summary>Serializes a request as JSON. The content of files is a data URL in base64.</summary>
static class JsonRequestSerializer
{
    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<BodyPart> Serialize(ImageGenerationRequest request)
    {
        byte[] fields = SerializeFields(request);
        return request.Images.Count == 0
            ? [BodyPart.FromBytes(fields)]
            : [BodyPart.FromBytes(fields.AsSpan(0, fields.Length - 1).ToArray()), .. SerializeImages(request.Images), FromText("]}")];
    }

    static byte[] SerializeFields(ImageGenerationRequest request)
    {
        using MemoryStream body = new(256 + request.Prompt.Length);
        using (Utf8JsonWriter writer = new(body, s_options))
        {
            writer.WriteStartObject();
            foreach ((string name, object value) in request.GetWireValues())
            {
                Write(writer, name, value);
            }

            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    static IEnumerable<BodyPart> SerializeImages(IReadOnlyList<SourceImage> images)
    {
        string start = ",\"image\":[";
        foreach (SourceImage image in images)
        {
            if (image.File is { } file)
            {
                yield return FromText($"{start}\"data:{file.MediaType};base64,");
                yield return BodyPart.FromFileAsBase64(file);
                yield return FromText("\"");
            }
            else
            {
                yield return FromText(start + ToJsonString(image.Location));
            }

            start = ",";
        }
    }

    static void Write(Utf8JsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case int number:
                writer.WriteNumberValue(number);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            default:
                writer.WriteRawValue(Encoding.UTF8.GetBytes(ToJsonString((string)value)), skipInputValidation: true);
                break;
        }
    }

    static BodyPart FromText(string text) => BodyPart.FromBytes(Encoding.UTF8.GetBytes(text));

    // The platform's most relaxed encoder still escapes emoji. As UTF-8, the body contains the prompt as it was written.
    static string ToJsonString(string text)
    {
        StringBuilder json = new("\"", text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                < ' ' => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }

        return json.Append('"').ToString();
    }
}
