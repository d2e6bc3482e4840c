using System.Globalization;
using CometImages.Storage;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class FileNameTemplateTests
{
    static readonly CometImage s_image = new()
    {
        Created = new DateTime(2026, 3, 12, 11, 38, 9, DateTimeKind.Local),
        Index = 7,
        Model = "gpt-image-2",
        Prompt = "A paper boat / at sea",
        Size = "1024x1024",
        Quality = "high",
        RequestId = "r1",
    };

    static readonly Dictionary<string, object> s_columns =
        new(StringComparer.OrdinalIgnoreCase) { ["Sku"] = "../A/1", ["Price"] = 4.5, ["Empty"] = "" };

    [Theory]
    [InlineData(FileNameTemplate.Default, "20260312-113809-A-paper-boat-at-sea")]
    [InlineData("{Index}", "7")]
    [InlineData("{Index:000}_{model}", "007_gpt-image-2")]
    [InlineData("{Created:yyyy-MM-dd} {PROMPT}", "2026-03-12-A-paper-boat-at-sea")]
    [InlineData("fixed", "fixed")]
    [InlineData("../{Index}", "7")]
    [InlineData("{}", "{}")]
    [InlineData("{Size}-{Quality}-{RequestId}", "1024x1024-high-r1")]
    [InlineData("{Sku}-{price:0.00}", "A-1-4.50")]
    [InlineData("{Empty}-{Index}", "7")]
    public void Placeholders_are_replaced(string template, string name) => Assert.Equal(name, Format(template, s_image));

    [Fact]
    public void The_error_about_an_unknown_placeholder_lists_the_valid_ones()
    {
        CometApiException error = Assert.Throws<CometApiException>(() => Format("{Index}-{Seed}", s_image));
        Assert.Equal(CometErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("-FileName '{Index}-{Seed}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'{Seed}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("{Index}, {Created}, {Model}, {Prompt}, {Size}, {Quality}, {RequestId}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{Index:Q}")]
    [InlineData("{Created:%}")]
    public void An_invalid_format_is_rejected_when_the_template_is_created(string pattern) =>
        Assert.Throws<CometApiException>(() => new FileNameTemplate(pattern, "-FileName"));

    [Theory]
    [InlineData("a/{Sku}/{Prompt}.png", "a/A-1/A-paper-boat-at-sea.png")]
    [InlineData("../{Index:000}.png", "../007.png")]
    [InlineData("{}/{a b}.png", "{}/{a b}.png")]
    public void A_value_in_a_path_does_not_change_the_folder(string template, string path) =>
        Assert.Equal(path, new FileNameTemplate(template, "-OutFile").FormatPath(s_image, GetColumn));

    [Theory]
    [InlineData("{RequestId}.png")]
    [InlineData("{Empty}.png")]
    [InlineData("{Seed}.png")]
    public void A_path_needs_every_value(string template) => Assert.Throws<CometApiException>(
        () => new FileNameTemplate(template, "-OutFile").FormatPath(new CometImage { Index = 1 }, GetColumn));

    [Theory]
    [InlineData("{Model}", false)]
    [InlineData("{Model}-{index:00}", true)]
    public void A_template_with_an_index_is_recognized(string template, bool expected) =>
        Assert.Equal(expected, new FileNameTemplate(template, "-OutFile").HasIndex);

    [Fact]
    public void An_image_without_properties_has_a_name() => Assert.Equal("00010101-000000", Format(FileNameTemplate.Default, new CometImage()));

    [Fact]
    public void A_long_prompt_is_truncated_between_words_and_never_inside_a_character()
    {
        Assert.Equal(
            "one-two-three-four-five-six-seven-eight-nine-ten-eleven",
            Format("{Prompt}", new CometImage { Prompt = "one two three four five six seven eight nine ten eleven twelve thirteen" }));
        Assert.Equal(new string('x', 60), Format("{Prompt}", new CometImage { Prompt = new string('x', 300) }));
        Assert.DoesNotContain('\uFFFD', Format("{Prompt}", new CometImage { Prompt = "x" + string.Concat(Enumerable.Repeat("🛶", 100)) }));
    }

    [Fact]
    public void A_name_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Assert.Equal("20260312-113809", Format("{Created}", s_image));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Braces_in_a_prompt_are_not_a_placeholder() =>
        Assert.Equal("Index", Format("{Prompt}", new CometImage { Prompt = "{Index}", Index = 3 }));

    static object? GetColumn(string name) => s_columns.GetValueOrDefault(name);

    static string Format(string template, CometImage image) => new FileNameTemplate(template, "-FileName").FormatName(image, GetColumn);
}
