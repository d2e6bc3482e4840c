using System.IO.Enumeration;
using System.Text.Json;
using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Models;

/// <summary>What models accept, and what their responses look like. models.json has one entry for each model or family.</summary>
/// <remarks>
/// The base is a model whose field rules also apply. Edit fields replace the fields of the same name in edits. The shutdown date is that of
/// the model's provider.
/// </remarks>
sealed record ModelRule(
    string[] Patterns,
    string? Base,
    DateOnly? ShutdownDate,
    bool AcceptsAnyField,
    Dictionary<string, FieldRule> Fields,
    Dictionary<string, FieldRule>? EditFields,
    ResponseProfile Response)
{
    static readonly Lazy<ModelRule[]> s_all = new(() => EmulatorJson.ReadResource<ModelRule[]>("models.json"));

    public bool IsRetired => ShutdownDate <= DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>Returns the first rule whose pattern matches. The last rule matches every model.</summary>
    public static ModelRule Get(string model) => s_all.Value.First(rule =>
        rule.Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: false)));

    /// <summary>Returns the error for the first field that the model rejects, or null.</summary>
    public ApiError? Validate(JsonElement fields, bool isEdit, bool isStrict)
    {
        string outputFormat = fields.GetText("output_format") ?? "png";
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            FieldRule? rule = FindField(field.Name, isEdit);
            rule = isStrict ? rule?.Strict ?? rule : rule;
            string? problem = rule is not null ? rule.GetProblem(field.Value, outputFormat)
                : AcceptsAnyField ? null
                : "the model doesn't accept this parameter.";
            if (problem is not null)
            {
                return Invalid(field.Name, problem) with { Code = rule?.Code ?? ApiError.InvalidRequest };
            }
        }

        return (AcceptsAnyField, outputFormat, fields.GetText("background"), fields.GetInteger("n")) switch
        {
            (true, _, _, _) => null,
            (_, not ("png" or "webp"), "transparent", _) =>
                Invalid("background", "a transparent background requires output_format png or webp."),
            (_, "svg", _, > 1) => Invalid("n", "it must be 1 for output_format svg."),
            _ => null,
        };

        static ApiError Invalid(string field, string problem) => ApiError.Invalid(field, $"Invalid value for '{field}': {problem}");
    }

    public FieldRule? FindField(string name, bool isEdit) =>
        (isEdit ? EditFields?.GetValueOrDefault(name) : null) ?? Fields.GetValueOrDefault(name)
        ?? (Base is null ? null : Get(Base).FindField(name, isEdit));

    /// <summary>Returns the size of an edit that specifies none: that of the image, or the nearest in shape that the model accepts.</summary>
    public PixelSize GetEditSize(PixelSize image)
    {
        FieldRule? size = FindField("size", isEdit: true);
        return size?.GetProblem(image.ToString()) is null ? image
            : size.Choices?.Select(PixelSize.Parse).OfType<PixelSize>().MinBy(choice => Math.Abs(Math.Log(choice.Ratio / image.Ratio)))
                ?? PixelSize.Resolve(null, Response.DefaultSize);
    }
}

/// <summary>What the responses of a model look like.</summary>
/// <remarks>
/// A model without a UrlFormat always returns base64. Seedream's responses contain the model and sizes, and can be a series. A model with
/// HasAspectRatio takes aspect_ratio and resolution instead of size.
/// </remarks>
sealed record ResponseProfile(
    string? UrlFormat = "webp",
    string Base64Format = "png",
    string DefaultSize = "1K",
    bool HasRevisedPrompt = false,
    bool HasOutputSettings = false,
    bool HasAspectRatio = false,
    bool IsSeedream = false,
    UsageShape Usage = UsageShape.None);
