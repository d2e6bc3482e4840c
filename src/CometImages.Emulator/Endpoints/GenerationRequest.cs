using System.Text.Json;
using CometImages.Emulator.Models;
using CometImages.Emulator.Rendering;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary>A valid request for a generation or an edit.</summary>
sealed record GenerationRequest(
    ResponseProfile Response,
    string Model,
    string Prompt,
    int Count,
    PixelSize Size,
    ImageFormat Format,
    int Compression,
    bool ReturnsUrls,
    string Quality,
    bool IsTransparent,
    Animation Animation,
    InputImages Images)
{
    const int MaxSeriesLength = 15;
    const int PixelsPerToken = 5350;

    /// <summary>Gets the tokens of the prompt, which are invented, but the same for the same request.</summary>
    public int TextTokens => 3 + (Prompt.Length / 4);

    public int ImageTokens => Images.Sizes.Sum(CountTokens);

    public int InputTokens => TextTokens + ImageTokens;

    public int OutputTokens => Count * CountTokens(Size);

    /// <summary>Returns the error of an invalid request, or null.</summary>
    public static ApiError? Validate(GenerationBody body, bool isEdit, EmulatorSettings settings)
    {
        if (body.Fields is not { } fields)
        {
            return ApiError.Invalid(body.Param, body.Problem);
        }

        foreach (string required in (ReadOnlySpan<string>)["model", "prompt"])
        {
            if (string.IsNullOrWhiteSpace(fields.GetText(required)))
            {
                return ApiError.Invalid(required, $"'{required}' is required and must be a string that isn't blank.");
            }
        }

        string model = fields.GetText("model")!;
        ModelRule rule = ModelRule.Get(model);
        return settings.RejectRetiredModels && rule.IsRetired
            ? ApiError.NoChannel(model)
            : rule.Validate(fields, isEdit, settings.StrictFields);
    }

    public static GenerationRequest Create(JsonElement fields, InputImages images, PixelSize? defaultSize = null)
    {
        string model = fields.GetText("model")!;
        ResponseProfile response = ModelRule.Get(model).Response;
        bool returnsUrls = response.UrlFormat is not null && fields.GetText("response_format") != "b64_json";
        string? format = response.HasOutputSettings ? fields.GetText("output_format") : null;
        return new GenerationRequest(
            response,
            model,
            fields.GetText("prompt")!,
            Count: Math.Max(fields.GetInteger("n") ?? 1, response.IsSeedream ? GetSeriesLength(fields) : 1),
            response.HasAspectRatio
                ? PixelSize.FromRatio(fields.GetText("aspect_ratio"), fields.GetText("resolution"))
                : PixelSize.Resolve(fields.GetText("size"), defaultSize?.ToString() ?? response.DefaultSize),
            ImageFormat.Get(format ?? (returnsUrls ? response.UrlFormat! : response.Base64Format)),
            fields.GetInteger("output_compression") ?? ImageFormat.DefaultQuality,
            returnsUrls,
            Quality: fields.GetText("quality") is { } quality and not "auto" ? quality : "medium",
            IsTransparent: response.HasOutputSettings && fields.GetText("background") == "transparent",
            new Animation(
                fields.GetInteger("frame_count") ?? Animation.DefaultFrameCount,
                fields.GetInteger("frame_duration_ms") ?? Animation.DefaultFrameDurationMs),
            images);
    }

    static int CountTokens(PixelSize size) => Math.Max(1, (int)((long)size.Width * size.Height / PixelsPerToken));

    static int GetSeriesLength(JsonElement fields) =>
        fields.GetText("sequential_image_generation") == "auto"
        && fields.GetField("sequential_image_generation_options") is { ValueKind: JsonValueKind.Object } options
            ? Math.Clamp(options.GetInteger("max_images") ?? 1, 1, MaxSeriesLength)
            : 1;
}
