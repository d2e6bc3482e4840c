using CometImages.Models;
using Xunit;

namespace CometImages.Tests.Models;

public sealed class KnownImageModelsTests
{
    [Theory]
    [InlineData("DALL-E-3", "dall-e-3")]
    [InlineData("gpt-image-2-2026-04-21", "gpt-image-2")]
    [InlineData("gpt-image-1-20250423", "gpt-image-1")]
    [InlineData("doubao-seedream-4-5-251128", "doubao-seedream-4-5-251128")]
    [InlineData("doubao-seedream-4-5-261231", "doubao-seedream-4-5-251128")]
    [InlineData("doubao-seedream-4-5", "doubao-seedream-4-5-251128")]
    [InlineData("doubao-seedream-4-6-251128", null)]
    [InlineData("gpt-image-2-999999", null)]
    [InlineData("gpt-image-2-turbo", null)]
    [InlineData("gpt-image-2-all", "gpt-image-2-all")]
    [InlineData("gpt-image-1-mini", "gpt-image-1-mini")]
    [InlineData("gpt-image-10", null)]
    [InlineData("dall-e-3 ", null)]
    [InlineData("", null)]
    public void An_ID_finds_its_own_entry_only(string id, string? entry) => Assert.Equal(entry, KnownImageModels.Find(id)?.Id);

    [Fact]
    public void The_default_model_and_every_replacement_create_images_and_are_not_retired()
    {
        Assert.Single(KnownImageModels.All, model => model.IsDefault);
        ImageModel[] replacements =
        [
            .. KnownImageModels.All.Where(model => model.RetirementDate is not null).Select(model => KnownImageModels.Find(model.Replacement!)!),
        ];
        Assert.All([KnownImageModels.Default, .. replacements], model => Assert.True(model is { RetirementDate: null, EditsOnly: false }));
    }

    [Fact]
    public void Every_preview_value_is_a_supported_value() => Assert.All(KnownImageModels.All, model => Assert.All(
        model.PreviewValues, preview => Assert.Empty(preview.Value.Except(model.Values[preview.Key]))));

    [Theory]
    [InlineData("2026-05-11", false, "retires 2026-05-12")]
    [InlineData("2026-05-12", true, "retired 2026-05-12")]
    [InlineData("2027-01-01", true, "retired 2026-05-12")]
    public void A_model_is_retired_from_its_day_on(string day, bool isRetired, string retirement)
    {
        DateTime today = DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        ImageModel model = new() { Id = "m", RetirementDate = new DateTime(2026, 5, 12) };
        Assert.Equal((isRetired, retirement), (model.IsRetired(today), model.GetRetirement(today)));
        Assert.Null(new ImageModel { Id = "m" }.GetRetirement(today));
    }

    [Fact]
    public void The_advice_for_an_unknown_ID_is_its_replacement_or_similar_IDs()
    {
        Assert.Equal("Use gpt-image-2 instead.", ModelAdvisor.GetRecommendedAction("dall-e-3", []));
        Assert.Equal("Use gpt-image-2 instead.", ModelAdvisor.GetRecommendedAction("GPT-image-1-2025-04-23", []));
        Assert.StartsWith("Similar IDs in the list: gpt-image-2.", ModelAdvisor.GetRecommendedAction("gpt-imge2", ["gpt-image-1"]), StringComparison.Ordinal);
        Assert.StartsWith("Specify another model.", ModelAdvisor.GetRecommendedAction("midjourney", []), StringComparison.Ordinal);
        Assert.StartsWith("Similar IDs in the list: midjourny.", ModelAdvisor.GetRecommendedAction("midjourney", ["midjourny"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1536x864", true)]
    [InlineData("3840x2160", true)]
    [InlineData("2160x3840", true)]
    [InlineData("1024x640", true)]
    [InlineData("1024x624", false)]
    [InlineData("48x16", false)]
    [InlineData("1000x1000", false)]
    [InlineData("3856x2160", false)]
    [InlineData("3840x2176", false)]
    [InlineData("1024x256", false)]
    [InlineData("16x64", false)]
    [InlineData("0x0", false)]
    [InlineData("1024", false)]
    [InlineData("x", false)]
    [InlineData("1024x1024x1", false)]
    [InlineData("-16x16", false)]
    [InlineData("1024 x 1024", false)]
    [InlineData("99999999999x16", false)]
    public void A_size_satisfies_a_constraint(string size, bool expected)
    {
        SizeConstraint constraint = new() { DivisibleBy = 16, MaxRatio = 3, MaxEdge = 3840, MinPixels = 655_360, MaxPixels = 8_294_400 };
        Assert.Equal(expected, constraint.IsSatisfiedBy(size));
    }

    [Theory]
    [InlineData("1234x777", true)]
    [InlineData("8K", false)]
    [InlineData("0x5", false)]
    public void A_constraint_without_limits_is_satisfied_by_any_width_and_height(string size, bool expected) =>
        Assert.Equal(expected, new SizeConstraint().IsSatisfiedBy(size));
}
