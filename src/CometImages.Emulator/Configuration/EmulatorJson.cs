using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CometImages.Emulator.Configuration;

/// <summary>The JSON of the API and that of the emulator itself.</summary>
static class EmulatorJson
{
    /// <summary>Gets the options for responses of the API.</summary>
    public static JsonSerializerOptions ApiOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the options for rules, settings, and resources. Unknown properties are rejected.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static T ReadResource<T>(string name)
    {
        using Stream file = typeof(EmulatorJson).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(file, Options)!;
    }

    /// <summary>Reads one rule or an array of rules.</summary>
    /// <exception cref="JsonException">The text isn't valid JSON, or a property is unknown, missing, or of another type.</exception>
    public static FaultRule[] ReadRules(string json) => json.AsSpan().TrimStart() is ['[', ..]
        ? JsonSerializer.Deserialize<FaultRule[]>(json, Options)!
        : [JsonSerializer.Deserialize<FaultRule>(json, Options) ?? throw new JsonException("A rule must be a JSON object.")];
}
