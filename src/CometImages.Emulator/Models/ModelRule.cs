using System.IO.Enumeration;
using System.Text.Json;

namespace CometImages.Emulator.Models;

/// <summary>What models accept, and what their responses look like. models.json has one entry for each model or family.</summary>
sealed record ModelRule(string[] Patterns, bool AcceptsAnyField, Dictionary<string, FieldRule> Fields, ResponseProfile Response)
{
    static readonly Lazy<ModelRule[]> s_all = new(() => EmulatorJson.ReadResource<ModelRule[]>("models.json"));

    /// <summary>Returns the first rule whose pattern matches. The last rule matches every model.</summary>
    public static ModelRule Get(string model) => s_all.Value.First(rule =>
        rule.Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: false)));

    /// <summary>Returns the first field that the model rejects, and why, or null.</summary>
    public (string Field, string Problem)? FindProblem(JsonElement fields)
    {
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            string? problem = Fields.TryGetValue(field.Name, out FieldRule? rule) ? rule.GetProblem(field.Value)
                : AcceptsAnyField ? null
                : "the model doesn't accept this parameter.";
            if (problem is not null)
            {
                return (field.Name, problem);
            }
        }

        return (AcceptsAnyField, fields.GetText("output_format"), fields.GetText("background")) switch
        {
            (true, _, _) => null,
            (_, "jpeg", "transparent") => ("background", "a transparent background requires output_format png or webp."),
            (_, not ("jpeg" or "webp"), _) when fields.GetField("output_compression") is not null =>
                ("output_compression", "it requires output_format jpeg or webp."),
            _ => null,
        };
    }
}

/// <summary>What the responses of a model look like.</summary>
/// <remarks>A model without a UrlFormat always returns base64. Seedream's responses contain the model and sizes, and can be a series.</remarks>
sealed record ResponseProfile(
    string? UrlFormat = "webp",
    string Base64Format = "png",
    string DefaultSize = "1K",
    bool HasRevisedPrompt = false,
    bool HasOutputSettings = false,
    bool IsSeedream = false,
    UsageShape Usage = UsageShape.None);
