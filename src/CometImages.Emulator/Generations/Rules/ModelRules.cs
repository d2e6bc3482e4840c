using System.IO.Enumeration;
using CometImages.Emulator.Pictures;

namespace CometImages.Emulator.Generations.Rules;

/// <summary>The one table of what the models take. The first pattern that fits counts; the last fits everything.</summary>
static class ModelRules
{
    static readonly SizeRule Anything = new([], PixelBounds.Drawable) { Anything = true };
    static readonly SizeRule NamedOrPixels = new(["1K", "2K", "4K"], PixelBounds.Drawable) { Default = new(2048, 2048) };
    static readonly ChoiceRule UrlOrBase64 = new("url", "b64_json");
    static readonly IntegerRule One = new(1, 1);
    static readonly IntegerRule UpToTen = new(1, 10);
    static readonly string[] LandscapeAndPortrait = ["auto", "1024x1024", "1536x1024", "1024x1536"];
    static readonly AnswerTraits GptAnswer = new() { Urls = false, TellsSettings = true, Usage = UsageShape.OpenAI };

    public static IReadOnlyList<ModelRule> All { get; } =
    [
        Dalle("dall-e-3", 4_000, One, ["1024x1024", "1792x1024", "1024x1792"], ["standard", "hd"], new() { RevisesPrompt = true }, new()
        {
            ["style"] = new ChoiceRule("vivid", "natural"),
        }),
        Dalle("dall-e-2", 1_000, UpToTen, ["256x256", "512x512", "1024x1024"], ["standard"], new(), []),
        Gpt("gpt-image-1", new SizeRule(LandscapeAndPortrait)),
        Gpt("gpt-image-1-mini", new SizeRule(LandscapeAndPortrait)),
        Gpt("gpt-image-1.5", new SizeRule(LandscapeAndPortrait)),
        Gpt("gpt-image-2", new SizeRule(LandscapeAndPortrait, new PixelBounds(3840, 2160, Multiple: 16, Ratio: 3))),
        Lenient("gpt-image-*", Anything, UpToTen, GptAnswer),
        Lenient("qwen-image", Anything, One, new() { Base64Format = PictureFormat.WebP }),
        Lenient("doubao-seedream-*", NamedOrPixels, UpToTen, new()
        {
            UrlFormat = PictureFormat.Jpeg,
            Base64Format = PictureFormat.Jpeg,
            NamesModel = true,
            ItemSize = true,
            Sequences = true,
            Usage = UsageShape.Seedream,
        }),
        Lenient("*", Anything, UpToTen, new() { UrlFormat = PictureFormat.Png }),
    ];

    public static ModelRule For(string model) =>
        All.First(rule => FileSystemName.MatchesSimpleExpression(rule.Pattern, model, ignoreCase: false));

    static ModelRule Dalle(
        string pattern,
        int prompt,
        IntegerRule count,
        string[] sizes,
        string[] qualities,
        AnswerTraits answer,
        Dictionary<string, FieldRule> more)
    {
        SizeRule size = new(sizes);
        return new ModelRule(pattern, size, answer, new Dictionary<string, FieldRule>(more)
        {
            ["model"] = new TextRule(),
            ["prompt"] = new TextRule(prompt),
            ["n"] = count,
            ["size"] = new SizeFieldRule(size),
            ["response_format"] = UrlOrBase64,
            ["quality"] = new ChoiceRule(qualities),
            ["user"] = new TextRule(),
        });
    }

    static ModelRule Gpt(string pattern, SizeRule sizes) => new(pattern, sizes, GptAnswer, new Dictionary<string, FieldRule>
    {
        ["model"] = new TextRule(),
        ["prompt"] = new TextRule(32_000),
        ["n"] = UpToTen,
        ["size"] = new SizeFieldRule(sizes),
        ["quality"] = new ChoiceRule("auto", "low", "medium", "high"),
        ["background"] = new ChoiceRule("auto", "transparent", "opaque"),
        ["moderation"] = new ChoiceRule("auto", "low"),
        ["output_format"] = new ChoiceRule("png", "jpeg", "webp"),
        ["output_compression"] = new IntegerRule(0, 100),
        ["stream"] = new OffRule(),
        ["partial_images"] = new IntegerRule(0, 3),
        ["user"] = new TextRule(),
    });

    static ModelRule Lenient(string pattern, SizeRule sizes, IntegerRule count, AnswerTraits answer) =>
        new(pattern, sizes, answer, new Dictionary<string, FieldRule>
        {
            ["model"] = new TextRule(),
            ["prompt"] = new TextRule(),
            ["n"] = count,
            ["size"] = new SizeFieldRule(sizes),
            ["response_format"] = UrlOrBase64,
        })
        { TakesAnyField = true };
}
