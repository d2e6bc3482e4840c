using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.Requests;

/// <summary>Serializes a request as JSON: the fields that are set, in their documented order, then the provider's own.</summary>
static class ImageRequestSerializer
{
    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialize(ImageGenerationRequest request)
    {
        using MemoryStream body = new(256 + request.Prompt.Length);
        using (Utf8JsonWriter writer = new(body, s_options))
        {
            writer.WriteStartObject();
            foreach (RequestField field in RequestField.All)
            {
                if (request.GetWireValue(field) is { } value)
                {
                    Write(writer, field.Name, value);
                }
            }

            foreach (KeyValuePair<string, JsonElement> property in request.AdditionalProperties)
            {
                // One that repeats a field is written already; ImageRequestValidator rejects one that contradicts it.
                if (RequestField.Find(property.Key) is not { } field || request.GetWireValue(field) is null)
                {
                    writer.WritePropertyName(property.Key);
                    property.Value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    static void Write(Utf8JsonWriter writer, string name, object value)
    {
        if (value is int number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(WriteJsonString((string)value), skipInputValidation: true);
        }
    }

    // The platform's most relaxed encoder still escapes emoji. As UTF-8, the body contains the prompt as it was written.
    static byte[] WriteJsonString(string text)
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

        return Encoding.UTF8.GetBytes(json.Append('"').ToString());
    }
}
