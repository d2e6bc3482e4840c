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
    };

    [Theory]
    [InlineData(FileNameTemplate.Default, "20260312-113809-A-paper-boat-at-sea")]
    [InlineData("{Index}", "7")]
    [InlineData("{Index:000}_{model}", "007_gpt-image-2")]
    [InlineData("{Created:yyyy-MM-dd} {PROMPT}", "2026-03-12-A-paper-boat-at-sea")]
    [InlineData("fixed", "fixed")]
    [InlineData("../{Index}", "7")]
    [InlineData("{}", "{}")]
    public void Placeholders_are_replaced(string pattern, string name) => Assert.Equal(name, new FileNameTemplate(pattern).Format(s_image));

    [Fact]
    public void The_error_about_an_unknown_placeholder_lists_the_valid_ones()
    {
        FormatException error = Assert.Throws<FormatException>(() => new FileNameTemplate("{Index}-{Seed}"));
        Assert.Contains("{Seed}", error.Message, StringComparison.Ordinal);
        Assert.Contains("{Index}, {Created}, {Model}, and {Prompt}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{Index:Q}")]
    [InlineData("{Created:%}")]
    public void An_invalid_format_is_rejected_when_the_template_is_created(string pattern) =>
        Assert.Throws<FormatException>(() => new FileNameTemplate(pattern));

    [Fact]
    public void An_image_without_properties_has_a_name() => Assert.Equal("00010101-000000", new FileNameTemplate(FileNameTemplate.Default).Format(new CometImage()));

    [Fact]
    public void A_long_prompt_is_truncated_between_words_and_never_inside_a_character()
    {
        FileNameTemplate pattern = new("{Prompt}");
        Assert.Equal(
            "one-two-three-four-five-six-seven-eight-nine-ten-eleven",
            pattern.Format(new CometImage { Prompt = "one two three four five six seven eight nine ten eleven twelve thirteen" }));
        Assert.Equal(new string('x', 60), pattern.Format(new CometImage { Prompt = new string('x', 300) }));
        Assert.DoesNotContain('\uFFFD', pattern.Format(new CometImage { Prompt = "x" + string.Concat(Enumerable.Repeat("🛶", 100)) }));
    }

    [Fact]
    public void A_name_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Assert.Equal("20260312-113809", new FileNameTemplate("{Created}").Format(s_image));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Braces_in_a_prompt_are_not_a_placeholder() =>
        Assert.Equal("Index", new FileNameTemplate("{Prompt}").Format(new CometImage { Prompt = "{Index}", Index = 3 }));
}
