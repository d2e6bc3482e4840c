using System.IO.Enumeration;
using System.Text.Json;
using CometImages.Emulator.Configuration;
using CometImages.Emulator.Rendering;
using static CometImages.Emulator.Models.FieldRules;

namespace CometImages.Emulator.Models;

/// <summary>What each model accepts. The first matching pattern applies; the last matches every model.</summary>
static class ModelRules
{
    static readonly string[] s_gptSizes = ["auto", "1024x1024", "1536x1024", "1024x1536"];
    static readonly SizeRule s_anySize = new([], SizeBounds.Drawable) { AcceptsAnyText = true };
    static readonly ResponseProfile s_gptResponse = new() { UrlFormat = null, HasOutputSettings = true, Usage = UsageShape.OpenAI };

    static readonly ModelRule[] s_all =
    [
        CreateDalle(
            "dall-e-3", 4_000, maxCount: 1, ["1024x1024", "1792x1024", "1024x1792"], ["standard", "hd"], new() { HasRevisedPrompt = true },
            new Dictionary<string, FieldRule> { ["style"] = Choice("vivid", "natural") }),
        CreateDalle("dall-e-2", 1_000, maxCount: 10, ["256x256", "512x512", "1024x1024"], ["standard"], new(), []),
        CreateGpt("gpt-image-1", new SizeRule(s_gptSizes)),
        CreateGpt("gpt-image-1-mini", new SizeRule(s_gptSizes)),
        CreateGpt("gpt-image-1.5", new SizeRule(s_gptSizes)),
        CreateGpt("gpt-image-2", new SizeRule(s_gptSizes, new SizeBounds(3840, 2160, Multiple: 16, Ratio: 3))),
        CreateLenient("gpt-image-*", s_anySize, maxCount: 10, s_gptResponse),
        CreateLenient("qwen-image", s_anySize, maxCount: 1, new() { Base64Format = ImageFormat.WebP }),
        CreateLenient(
            "doubao-seedream-*",
            new SizeRule(["1K", "2K", "4K"], SizeBounds.Drawable) { Default = new(2048, 2048) },
            maxCount: 10,
            new() { UrlFormat = ImageFormat.Jpeg, Base64Format = ImageFormat.Jpeg, IsSeedream = true, Usage = UsageShape.Seedream }),
        CreateLenient("*", s_anySize, maxCount: 10, new() { UrlFormat = ImageFormat.Png }),
    ];

    public static ModelRule Get(string model) =>
        s_all.First(rule => FileSystemName.MatchesSimpleExpression(rule.Pattern, model, ignoreCase: false));

    /// <summary>Returns the problems of fields whose values are valid alone, but not together.</summary>
    public static IEnumerable<(string Field, string? Problem)> GetCombinationProblems(JsonElement fields)
    {
        string? format = fields.GetText("output_format");
        if (format == "jpeg" && fields.GetText("background") == "transparent")
        {
            yield return ("background", "a transparent background requires output_format png or webp.");
        }

        if (format is not ("jpeg" or "webp") && fields.GetField("output_compression") is not null)
        {
            yield return ("output_compression", "it requires output_format jpeg or webp.");
        }
    }

    static ModelRule CreateDalle(
        string pattern,
        int maxPromptLength,
        int maxCount,
        string[] sizes,
        string[] qualities,
        ResponseProfile response,
        Dictionary<string, FieldRule> more) => new(pattern, new SizeRule(sizes), response, new Dictionary<string, FieldRule>(more)
        {
            ["model"] = Text(),
            ["prompt"] = Text(maxPromptLength),
            ["n"] = Integer(1, maxCount),
            ["size"] = Choice(sizes),
            ["response_format"] = UrlOrBase64,
            ["quality"] = Choice(qualities),
            ["user"] = Text(),
        });

    static ModelRule CreateGpt(string pattern, SizeRule sizes) => new(pattern, sizes, s_gptResponse, new Dictionary<string, FieldRule>
    {
        ["model"] = Text(),
        ["prompt"] = Text(32_000),
        ["n"] = Integer(1, 10),
        ["size"] = Size(sizes),
        ["quality"] = Choice("auto", "low", "medium", "high"),
        ["background"] = Choice("auto", "transparent", "opaque"),
        ["moderation"] = Choice("auto", "low"),
        ["output_format"] = Choice([.. ImageFormat.All.Select(format => format.Name)]),
        ["output_compression"] = Integer(0, 100),
        ["stream"] = NoStreaming,
        ["partial_images"] = Integer(0, 3),
        ["user"] = Text(),
    });

    static ModelRule CreateLenient(string pattern, SizeRule sizes, int maxCount, ResponseProfile response) =>
        new(pattern, sizes, response, new Dictionary<string, FieldRule>
        {
            ["model"] = Text(),
            ["prompt"] = Text(),
            ["n"] = Integer(1, maxCount),
            ["size"] = Size(sizes),
            ["response_format"] = UrlOrBase64,
        })
        { AcceptsAnyField = true };
}
