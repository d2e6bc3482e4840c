using System.Text.Json.Serialization;

namespace CometImages.Emulator.Configuration;

/// <summary>Those of the emulator's settings that these tests use.</summary>
sealed class EmulatorSettings
{
    public bool Compression { get; init; }

    public long? Created { get; init; }

    public bool DataFirst { get; init; }

    public bool EscapeSlashes { get; init; }

    public bool Indented { get; init; }

    public int ImageBytes { get; init; }

    public int UrlLifetimeSeconds
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    } = 3600;

    public bool VerbatimUrls { get; set; }

    [JsonIgnore]
    public UsageShape? UsageShape { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never), JsonPropertyName("usageShape")]
    public string? NameOfUsageShape => UsageShape?.ToString().ToLowerInvariant();

    [JsonIgnore]
    public Action? Changed { get; set; }
}
