using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace CometImages.PowerShell.Binding;

/// <summary>PowerShell's values as JSON: a number stays a number, a boolean a boolean, a hashtable or object an object.</summary>
static class JsonElementConverter
{
    const int MaxDepth = 60;

    /// <summary>A hashtable's or object's members as fields of a request.</summary>
    /// <exception cref="CometApiException">It is neither, or holds what JSON cannot.</exception>
    public static IReadOnlyDictionary<string, JsonElement>? ToProperties(object? value)
    {
        if (PSObjectExtensions.IsNullOrBlank(value))
        {
            return null;
        }

        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            Write(writer, value, 0);
        }

        using JsonDocument document = JsonDocument.Parse(json.ToArray());
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone())
            : throw new CometApiException(CometErrorKind.InvalidRequest, "-AdditionalProperty takes a hashtable or an object.", string.Empty);
    }

    static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new CometApiException(CometErrorKind.InvalidRequest, $"-AdditionalProperty is nested deeper than {MaxDepth} levels.", string.Empty);
        }

        switch (PSObjectExtensions.Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter given:
                writer.WriteBooleanValue(given.IsPresent);
                break;
            case float.NaN or float.PositiveInfinity or float.NegativeInfinity or double.NaN or double.PositiveInfinity or double.NegativeInfinity:
                throw new CometApiException(CometErrorKind.InvalidRequest, "-AdditionalProperty holds a number that is not finite; JSON has none such.", string.Empty);
            case float single:
                writer.WriteNumberValue(single);
                break;
            case double real:
                writer.WriteNumberValue(real);
                break;
            case decimal or sbyte or byte or short or ushort or int or uint or long or ulong:
                writer.WriteNumberValue(Convert.ToDecimal(PSObjectExtensions.Unwrap(value), CultureInfo.InvariantCulture));
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)PSObjectExtensions.Unwrap(value)!).ToString("o", CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                writer.WriteStartObject();
                HashSet<string> names = new(StringComparer.Ordinal);
                foreach (DictionaryEntry entry in map)
                {
                    string name = LanguagePrimitives.ConvertTo<string>(entry.Key);
                    if (!names.Add(name))
                    {
                        // 1 and '1' are two keys of a hashtable, and one name.
                        throw new CometApiException(CometErrorKind.InvalidRequest, $"-AdditionalProperty has '{name}' twice.", string.Empty);
                    }

                    writer.WritePropertyName(name);
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case PSObject row:
                writer.WriteStartObject();
                foreach (PSPropertyInfo property in row.Properties)
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(LanguagePrimitives.ConvertTo<string>(value));
                break;
        }
    }
}
