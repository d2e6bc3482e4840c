using System.Management.Automation;
using System.Text.Json;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>A line of a record as ConvertFrom-Json converts it, which the engine package lacks.</summary>
static class JsonRow
{
    public static PSObject Parse(string line)
    {
        PSObject row = new();
        foreach (JsonProperty member in JsonElement.Parse(line).EnumerateObject())
        {
            row.Properties.Add(new PSNoteProperty(member.Name, Convert(member.Value)));
        }

        return row;
    }

    static object? Convert(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array => value.EnumerateArray().Select(Convert).ToArray(),
        _ => value.GetString(),
    };
}
