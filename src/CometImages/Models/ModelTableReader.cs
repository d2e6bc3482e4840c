using System.Text.Json;

namespace CometImages.Models;

/// <summary>Reads <c>models.json</c>. A serializer would add 25 ms to the first command of a process.</summary>
static class ModelTableReader
{
    public static ImageModel[] Read(Stream json)
    {
        using JsonDocument table = JsonDocument.Parse(json);
        return [.. table.RootElement.EnumerateArray().Select(ReadModel)];
    }

    static ImageModel ReadModel(JsonElement entry) => new()
    {
        Id = GetText(entry, "id")!,
        IsDefault = GetFlag(entry, "default"),
        Provider = GetText(entry, "provider"),
        RetirementDate = Get(entry, "retirementDate")?.GetDateTime(),
        Replacement = GetText(entry, "replacement"),
        EditsOnly = GetFlag(entry, "editsOnly"),
        ImageInput = Get(entry, "imageInput") is { } input ? ReadImageInput(input) : null,
        RejectsUnknownFields = GetFlag(entry, "rejectsUnknownFields"),
        MaxCount = GetNumber(entry, "maxCount"),
        MaxCountByFormat = GetMap(entry, "maxCountByFormat", value => value.GetInt32()),
        MaxPromptLength = GetNumber(entry, "maxPromptLength"),
        Values = GetMap(entry, "values", GetTexts),
        PreviewValues = GetMap(entry, "previewValues", GetTexts),
        SizeConstraint = Get(entry, "sizeConstraint") is { } constraint ? ReadSizeConstraint(constraint) : null,
    };

    static ImageInputSupport ReadImageInput(JsonElement input) => new()
    {
        Route = (ImageRoute)Enum.Parse(typeof(ImageRoute), GetText(input, "route")!, ignoreCase: true),
        MaxCount = GetNumber(input, "maxCount"),
        MaxMegabytes = GetNumber(input, "maxMegabytes"),
    };

    static SizeConstraint ReadSizeConstraint(JsonElement constraint) => new()
    {
        DivisibleBy = GetNumber(constraint, "divisibleBy"),
        MaxRatio = GetNumber(constraint, "maxRatio"),
        MaxEdge = GetNumber(constraint, "maxEdge"),
        MinPixels = GetNumber(constraint, "minPixels"),
        MaxPixels = GetNumber(constraint, "maxPixels"),
    };

    static JsonElement? Get(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? value : null;

    static string? GetText(JsonElement parent, string name) => Get(parent, name)?.GetString();

    static int? GetNumber(JsonElement parent, string name) => Get(parent, name)?.GetInt32();

    static bool GetFlag(JsonElement parent, string name) => Get(parent, name)?.GetBoolean() == true;

    static string[] GetTexts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    static Dictionary<string, T> GetMap<T>(JsonElement parent, string name, Func<JsonElement, T> read) =>
        Get(parent, name)?.EnumerateObject().ToDictionary(property => property.Name, property => read(property.Value)) ?? [];
}
