using System.Management.Automation;
using System.Text.Json;
using CometImages.History;
using CometImages.PowerShell.Binding;
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
                _ => JsonElementConverter.ToObject(property.Value),
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
}
