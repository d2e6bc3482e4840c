using CometImages.Images;
using CometImages.Models;
using Xunit;

namespace CometImages.Tests.Models;

/// <summary>The table against what CometAPI documents.</summary>
public sealed class KnownImageModelsTests
{
    static readonly string[] s_gpt = ["gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2"];

    public static TheoryData<string, string, string[]> Accepted => new()
    {
        { "dall-e-3", "size", ["1024x1024", "1792x1024", "1024x1792"] },
        { "dall-e-3", "quality", ["standard", "hd"] },
        { "dall-e-3", "style", ["vivid", "natural"] },
        { "dall-e-2", "size", ["256x256", "512x512", "1024x1024"] },
        { "dall-e-2", "quality", ["standard"] },
        { "gpt-image-1", "size", ["auto", "1024x1024", "1536x1024", "1024x1536"] },
        { "gpt-image-1", "quality", ["auto", "low", "medium", "high"] },
        { "gpt-image-1-mini", "background", ["auto", "transparent", "opaque"] },
        { "gpt-image-1.5", "moderation", ["auto", "low"] },
        { "gpt-image-2", "output_format", ["png", "jpeg", "webp"] },
        { "gpt-image-2", "size", ["auto", "1024x1024", "1536x864", "3840x2160", "2160x3840", "48x16", "1536x1024"] },
        { "doubao-seedream-4-0-250828", "size", ["2K", "4K", "2048x2048", "2304x1728", "2848x1600", "1234x777"] },
        { "qwen-image", "size", ["1328x1328", "whatever the provider takes"] },
    };

    public static TheoryData<string, string, string[]> Refused => new()
    {
        { "dall-e-3", "size", ["640x480", "auto", "256x256"] },
        { "dall-e-3", "quality", ["high", "HD"] },
        { "dall-e-3", "background", ["auto"] },
        { "dall-e-3", "moderation", ["auto"] },
        { "dall-e-3", "output_format", ["png"] },
        { "dall-e-2", "size", ["1792x1024"] },
        { "dall-e-2", "quality", ["hd"] },
        { "dall-e-2", "style", ["vivid"] },
        { "gpt-image-1", "size", ["1792x1024", "1536x864"] },
        { "gpt-image-1", "quality", ["standard", "hd"] },
        { "gpt-image-1", "style", ["vivid"] },
        { "gpt-image-1", "output_format", ["gif"] },
        { "gpt-image-2", "size", ["1000x1000", "3856x2160", "3840x2176", "1024x256", "16x64", "0x0", "1024", "x", "1024x1024x1", "-16x16", "1024 x 1024"] },
        { "doubao-seedream-4-0-250828", "size", ["8K", "0x5"] },
    };

    [Fact]
    public void Every_documented_model_is_there() => Assert.Equal(
        ["dall-e-2", "dall-e-3", "doubao-seedream-*", .. s_gpt, "qwen-image"],
        KnownImageModels.All.Select(model => model.Model).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Accepted))]
    public void What_a_model_takes_is_not_refused(string model, string field, string[] values) =>
        Assert.All(values, value => Assert.Null(Request(model, field, value).Refusal));

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_a_model_does_not_take_is_refused_by_name(string model, string field, string[] values) =>
        Assert.All(values, value =>
        {
            string? refusal = Request(model, field, value).Refusal;
            Assert.Contains(field, refusal, StringComparison.Ordinal);
            Assert.Contains(model.StartsWith("doubao", StringComparison.Ordinal) ? "doubao-seedream" : model, refusal, StringComparison.Ordinal);
        });

    [Fact]
    public void A_refusal_names_what_the_model_takes()
    {
        Assert.Contains("1024x1024, 1792x1024, 1024x1792", Request("dall-e-3", "size", "640x480").Refusal, StringComparison.Ordinal);
        Assert.Contains("divisible by 16", Request("gpt-image-2", "size", "1000x1000").Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dall-e-2", 1000)]
    [InlineData("dall-e-3", 4000)]
    [InlineData("gpt-image-1", 32000)]
    [InlineData("gpt-image-2", 32000)]
    public void A_prompt_is_as_long_as_the_model_takes_counted_as_people_count(string model, int most)
    {
        Assert.Null(new ImageGenerationRequest { Model = model, Prompt = new string('x', most) }.Refusal);
        Assert.Null(new ImageGenerationRequest { Model = model, Prompt = string.Concat(Enumerable.Repeat("🛶", most)) }.Refusal);
        Assert.Contains(most.ToString("N0", System.Globalization.CultureInfo.CurrentCulture), new ImageGenerationRequest { Model = model, Prompt = new string('x', most + 1) }.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dall-e-3", 1)]
    [InlineData("qwen-image", 1)]
    [InlineData("dall-e-2", 10)]
    [InlineData("gpt-image-1", 10)]
    [InlineData("doubao-seedream-x", null)]
    public void A_count_is_what_the_model_gives_in_one_request(string model, int? most)
    {
        Assert.Equal(most, KnownImageModels.Find(model)?.MaxCount);
        Assert.Null(new ImageGenerationRequest { Model = model, Prompt = "x", Count = most ?? 10 }.Refusal);
        Assert.Equal(most is null, new ImageGenerationRequest { Model = model, Prompt = "x", Count = (most ?? 10) + 1 }.Refusal is null);
    }

    [Fact]
    public void Compression_goes_with_jpeg_and_webp_and_transparency_without_jpeg()
    {
        static string? Refusal(string model, int? compression, string? format, string? background = null) =>
            new ImageGenerationRequest { Model = model, Prompt = "x", OutputCompression = compression, OutputFormat = format, Background = background }.Refusal;
        Assert.Null(Refusal("gpt-image-1", 50, "jpeg"));
        Assert.Null(Refusal("gpt-image-1", 50, "webp"));
        Assert.NotNull(Refusal("gpt-image-1", 50, "png"));
        Assert.NotNull(Refusal("gpt-image-1", 50, null));
        Assert.NotNull(Refusal("dall-e-3", 50, null));
        Assert.Null(Refusal("gpt-image-1", null, "webp", "transparent"));
        Assert.Null(Refusal("gpt-image-1", null, null, "transparent"));
        Assert.NotNull(Refusal("gpt-image-1", null, "jpeg", "transparent"));
    }

    [Fact]
    public void Models_that_always_answer_base64_are_those_that_refuse_to_be_asked() => Assert.Equal(
        s_gpt, KnownImageModels.All.Where(model => model.ReturnsBase64Only).Select(model => model.Model).Order(StringComparer.Ordinal));

    [Fact]
    public void An_id_that_nobody_knows_takes_anything()
    {
        ImageGenerationRequest request = new()
        {
            Model = "new-model-7",
            Prompt = new string('x', 100_000),
            Count = 10,
            Size = "any",
            Quality = "any",
            Style = "any",
            Background = "transparent",
            OutputCompression = 5,
        };
        Assert.Null(KnownImageModels.Find("new-model-7"));
        Assert.Null(request.Refusal);
        Assert.Null(request.Contradiction);
    }

    [Theory]
    [InlineData("DALL-E-3", "dall-e-3")]
    [InlineData("doubao-seedream-4-5", "doubao-seedream-*")]
    [InlineData("gpt-image-1-mini", "gpt-image-1-mini")]
    [InlineData("gpt-image-10", null)]
    [InlineData("dall-e-3 ", null)]
    [InlineData("", null)]
    public void An_id_finds_its_own_entry_only(string id, string? entry) => Assert.Equal(entry, KnownImageModels.Find(id)?.Model);

    static ImageGenerationRequest Request(string model, string field, string value) => new()
    {
        Model = model,
        Prompt = "a boat",
        Size = field == "size" ? value : null,
        Quality = field == "quality" ? value : null,
        Style = field == "style" ? value : null,
        Background = field == "background" ? value : null,
        Moderation = field == "moderation" ? value : null,
        OutputFormat = field == "output_format" ? value : null,
    };
}
