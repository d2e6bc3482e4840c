using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CometImages.Images;

namespace CometImages.Requests;

/// <summary>The request as JSON: the fields that were set, in their documented order, then a provider's own.</summary>
static class ImageRequestSerializer
{
    static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialize(ImageGenerationRequest request)
    {
        using MemoryStream body = new(256 + request.Prompt.Length);
        using (Utf8JsonWriter writer = new(body, s_plain))
        {
            writer.WriteStartObject();
            foreach (RequestField field in RequestField.All)
            {
                if (field.Value(request) is { } value)
                {
                    Write(writer, field.Name, value);
                }
            }

            foreach (KeyValuePair<string, JsonElement> extra in request.AdditionalProperties ?? EmptyProperties)
            {
                // One that says the same as a parameter is there already; ImageRequestValidator refuses one that says something else.
                if (RequestField.Find(extra.Key)?.Value(request) is null)
                {
                    writer.WritePropertyName(extra.Key);
                    extra.Value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    static readonly IReadOnlyDictionary<string, JsonElement> EmptyProperties = new Dictionary<string, JsonElement>();

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

    // The service reads UTF-8: an umlaut or an emoji goes out as itself, which the platform's most relaxed encoder does not do for emoji.
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
