using System.Text.Json;
using CometImages.Emulator.Answers;
using CometImages.Emulator.Generations.Rules;
using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Generations;

/// <summary>Holds a request against its model's rules.</summary>
static class RequestCheck
{
    const string SequentialOptions = "sequential_image_generation_options";
    const int MostSequential = 15;

    public static ApiError? Refuse(HttpRequest http, RequestBody body, out GenerationRequest? request)
    {
        request = null;
        if (!http.HasJsonContentType())
            return ApiError.Invalid("", "The Content-Type must be application/json.");
        if (body.Fields is not { } fields)
            return ApiError.Invalid("", body.Problem);
        if (body.Model is not { Length: > 0 } model)
            return ApiError.Invalid("model", "'model' is required and must be a string.");
        if (body.Prompt is not { } prompt || string.IsNullOrWhiteSpace(prompt))
            return ApiError.Invalid("prompt", "'prompt' is required and must be a string that says something.");

        ModelRule rule = ModelRules.For(model);
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            if (RefuseField(rule, model, field) is { } wrong)
                return wrong;
        }

        foreach (Combination combination in Combination.All)
        {
            if (rule.Fields.ContainsKey(combination.Field) && combination.IsWrong(body))
                return ApiError.Invalid(combination.Field, combination.Message);
        }

        request = Read(rule, model, prompt, body);
        return null;
    }

    static ApiError? RefuseField(ModelRule rule, string model, JsonProperty field)
    {
        if (!rule.Fields.TryGetValue(field.Name, out FieldRule? check))
        {
            return rule.TakesAnyField
                ? null
                : ApiError.Invalid(field.Name, $"Unknown parameter '{field.Name}': '{model}' does not take it.");
        }

        return field.Value.ValueKind == JsonValueKind.Null || check.Problem(field.Value) is not { } problem
            ? null
            : ApiError.Invalid(field.Name, $"Invalid value for '{field.Name}' with '{model}': {problem}");
    }

    static GenerationRequest Read(ModelRule rule, string model, string prompt, RequestBody body)
    {
        bool asUrl = rule.Answer.Urls && body.Text("response_format") != "b64_json";
        return new GenerationRequest(rule, model, prompt)
        {
            Count = Math.Max(body.Number("n") ?? 1, Sequential(rule, body)),
            Size = rule.Sizes.Resolve(body.Text("size")),
            Format = PictureFormats.Parse(rule.Answer.TellsSettings ? body.Text("output_format") : null)
                ?? (asUrl ? rule.Answer.UrlFormat : rule.Answer.Base64Format),
            Compression = body.Number("output_compression") ?? PictureFormats.DefaultQuality,
            AsUrl = asUrl,
            Quality = body.Text("quality") is { } quality and not "auto" ? quality : "medium",
            Transparent = rule.Answer.TellsSettings && body.Text("background") == "transparent",
        };
    }

    /// <summary>How many pictures one Seedream request gives when it may make a series.</summary>
    static int Sequential(ModelRule rule, RequestBody body) =>
        rule.Answer.Sequences
        && body.Text("sequential_image_generation") == "auto"
        && body.Field(SequentialOptions) is { ValueKind: JsonValueKind.Object } options
        && options.TryGetProperty("max_images", out JsonElement most)
        && most.ValueKind == JsonValueKind.Number
        && most.TryGetInt32(out int count)
            ? Math.Clamp(count, 1, MostSequential)
            : 1;
}
