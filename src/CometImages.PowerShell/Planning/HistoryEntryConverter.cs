using System.Management.Automation;
using System.Text.Json;
using CometImages.History;
using CometImages.Storage;

namespace CometImages.PowerShell.Planning;

/// <summary>Creates the objects of the history: an entry, and the request with what is missing as note properties, which bind as a row does.</summary>
static class HistoryEntryConverter
{
    public static PSObject ToPSObject(HistoryRecord record)
    {
        PSObject entry = new(new CometImageHistoryEntry(record));
        foreach (JsonProperty property in record.Request.EnumerateObject())
        {
            object? value = property.Name switch
            {
                "OutFile" => GetMissingFiles(record),
                "Count" => Math.Max(1, property.Value.GetInt32() - record.Images.Count),
                _ => ToObject(property.Value),
            };
            entry.Properties.Add(new PSNoteProperty(property.Name, value));
        }

        return entry;
    }

    static string[] GetMissingFiles(HistoryRecord record)
    {
        HashSet<string> received = new(record.Images.Select(image => image.Path).OfType<string>(), PathComparer.Instance);
        return
        [
            .. record.Request.GetProperty("OutFile").EnumerateArray().Select(file => file.GetString()!)
                .Where(file => !received.Contains(file)).Select(FileNameTemplate.Escape),
        ];
    }

    static object? ToObject(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                PSObject item = new();
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    item.Properties.Add(new PSNoteProperty(property.Name, ToObject(property.Value)));
                }

                return item;
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
}
