using CometImages.Models;
using Xunit;

namespace CometImages.Tests.Models;

public sealed class KnownImageModelsTests
{
    [Theory]
    [InlineData("DALL-E-3", "dall-e-3")]
    [InlineData("doubao-seedream-4-5", "doubao-seedream-*")]
    [InlineData("gpt-image-1-mini", "gpt-image-1-mini")]
    [InlineData("gpt-image-10", null)]
    [InlineData("dall-e-3 ", null)]
    [InlineData("", null)]
    public void An_ID_finds_its_own_entry_only(string id, string? entry) => Assert.Equal(entry, KnownImageModels.Find(id)?.Id);

    [Fact]
    public void One_model_is_the_default_and_can_be_requested()
    {
        Assert.Single(KnownImageModels.All, model => model.IsDefault);
        Assert.False(KnownImageModels.Default.IsFamily);
    }

    [Fact]
    public void Every_list_of_values_belongs_to_a_field() =>
        Assert.All(KnownImageModels.All.SelectMany(model => model.Values.Keys), name => Assert.NotNull(RequestField.Find(name)));

    [Fact]
    public void An_ID_is_listed_once() => Assert.Distinct(KnownImageModels.All.Select(model => model.Id));

    [Theory]
    [InlineData("1536x864", true)]
    [InlineData("3840x2160", true)]
    [InlineData("2160x3840", true)]
    [InlineData("48x16", true)]
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
        SizeConstraint constraint = new() { DivisibleBy = 16, MaxRatio = 3, MaxLongEdge = 3840, MaxShortEdge = 2160 };
        Assert.Equal(expected, constraint.IsSatisfiedBy(size));
    }

    [Theory]
    [InlineData("1234x777", true)]
    [InlineData("8K", false)]
    [InlineData("0x5", false)]
    public void A_constraint_without_limits_is_satisfied_by_any_width_and_height(string size, bool expected) =>
        Assert.Equal(expected, new SizeConstraint().IsSatisfiedBy(size));
}
