using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace CometImages.PowerShell.Binding;

/// <summary>Converts PowerShell's values to JSON: a number stays a number, and a hashtable or an object becomes an object.</summary>
static class JsonElementConverter
{
    const int MaxDepth = 60;

    /// <summary>Converts the entries of a hashtable or the properties of an object to the fields of a request.</summary>
    /// <exception cref="CometApiException">The value is neither, or contains what JSON can't represent.</exception>
    public static IReadOnlyDictionary<string, JsonElement> ToProperties(object? value)
    {
        if (value.IsNullOrBlank())
        {
            return new Dictionary<string, JsonElement>();
        }

        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            Write(writer, value, 0);
        }

        using JsonDocument document = JsonDocument.Parse(json.ToArray());
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone())
            : throw CreateError("-AdditionalProperty isn't a hashtable or an object.", "Specify a hashtable, such as @{ seed = 42 }.");
    }

    /// <summary>Converts JSON to PowerShell's values. An object becomes an object with note properties.</summary>
    public static object? ToObject(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return ToPSObject(value.EnumerateObject().Select(property => new KeyValuePair<string, JsonElement>(property.Name, property.Value)));
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(ToObject).ToArray();
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Number:
                return value.TryGetInt32(out int number) ? number
                    : value.TryGetInt64(out long large) ? large
                    : value.TryGetDecimal(out decimal exact) ? exact
                    : value.GetDouble();
            default:
                return value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        }
    }

    /// <summary>Converts the fields of a request to an object with note properties.</summary>
    public static PSObject ToPSObject(IEnumerable<KeyValuePair<string, JsonElement>> properties)
    {
        PSObject item = new();
        foreach (KeyValuePair<string, JsonElement> property in properties)
        {
            item.Properties.Add(new PSNoteProperty(property.Key, ToObject(property.Value)));
        }

        return item;
    }

    static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw CreateError(
                FormattableString.Invariant($"-AdditionalProperty is nested more than {MaxDepth} levels deep."),
                "Check whether it contains itself.");
        }

        switch (value.Unwrap())
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
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.IsPresent);
                break;
            case float.NaN or float.PositiveInfinity or float.NegativeInfinity:
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity:
                throw CreateError("-AdditionalProperty contains NaN or Infinity, which JSON can't represent.", "Specify a finite number.");
            case float number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal or sbyte or byte or short or ushort or int or uint or long or ulong:
                writer.WriteNumberValue(Convert.ToDecimal(value.Unwrap(), CultureInfo.InvariantCulture));
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)value.Unwrap()!).ToString("o", CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                IEnumerable<DictionaryEntry> entries = map.Cast<DictionaryEntry>();
                WriteObject(writer, entries.Select(entry => (LanguagePrimitives.ConvertTo<string>(entry.Key), (object?)entry.Value)), depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case PSObject item:
                WriteObject(writer, item.Properties.Select(property => (property.Name, (object?)property.Value)), depth);
                break;
            default:
                writer.WriteStringValue(LanguagePrimitives.ConvertTo<string>(value));
                break;
        }
    }

    static void WriteObject(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> properties, int depth)
    {
        writer.WriteStartObject();
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in properties)
        {
            if (!names.Add(name))
            {
                // 1 and '1' are two keys of a hashtable.
                throw CreateError($"-AdditionalProperty contains '{name}' more than once.", "Specify each name once.");
            }

            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }

        writer.WriteEndObject();
    }

    static CometApiException CreateError(string message, string recommendedAction) =>
        new(CometErrorKind.InvalidRequest, message, recommendedAction);
}
