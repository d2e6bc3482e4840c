using CometImages.Images;
using CometImages.Models;
using CometImages.Pricing;
using Xunit;

namespace CometImages.Tests.Pricing;

public sealed class CostCalculatorTests
{
    static readonly ModelPricing s_tokens = new() { Currency = "USD / M Tokens", Input = 4, Output = 24 };
    static readonly ImageGenerationRequest s_request = new() { Prompt = "a boat" };

    [Fact]
    public void Tokens_cost_what_CometAPI_documents() => Assert.Equal(
        new RequestCost(0.004756m, CostBasis.Usage), CostCalculator.Calculate(s_tokens, s_request, new ImageUsage(13, 196, 209), 1));

    [Fact]
    public void The_price_of_a_request_takes_precedence_and_counts_for_each_image() => Assert.Equal(
        new RequestCost(0.12m, CostBasis.PerRequest),
        CostCalculator.Calculate(new ModelPricing { Input = 4, Output = 24, PerRequest = 0.04m }, s_request, new ImageUsage(13, 196, 209), 3));

    [Theory]
    [InlineData(null, 196L)]
    [InlineData(13L, null)]
    public void The_cost_is_unknown_without_both_numbers_of_tokens(long? input, long? output) => Assert.Equal(
        RequestCost.Unknown, CostCalculator.Calculate(s_tokens, s_request, new ImageUsage(input, output, 209), 1));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(null, 4.0, null, null)]
    [InlineData(null, null, 24.0, null)]
    [InlineData(null, 0.0, 0.0, 0.0)]
    [InlineData("CNY / M Tokens", 4.0, 24.0, null)]
    [InlineData("CNY / Request", null, null, 0.3)]
    public void The_cost_is_unknown_without_prices_in_dollars(string? currency, double? input, double? output, double? perRequest)
    {
        ModelPricing pricing = new() { Currency = currency, Input = (decimal?)input, Output = (decimal?)output, PerRequest = (decimal?)perRequest };
        Assert.Equal(RequestCost.Unknown, CostCalculator.Calculate(pricing, s_request, new ImageUsage(13, 196, 209), 1));
    }

    [Fact]
    public void The_cost_of_a_model_that_is_not_in_the_catalog_is_unknown() =>
        Assert.Equal(RequestCost.Unknown, CostCalculator.Calculate(null, s_request, new ImageUsage(13, 196, 209), 1));

    [Fact]
    public void The_tokens_of_an_image_that_is_sent_have_no_price()
    {
        ImageGenerationRequest edit = s_request.WithFiles([new SourceImage("https://example.com/boat.png")], null);
        Assert.Equal(RequestCost.Unknown, CostCalculator.Calculate(s_tokens, edit, new ImageUsage(800, 196, 996), 1));
        Assert.Equal(0.04m, CostCalculator.Calculate(new ModelPricing { PerRequest = 0.04m }, edit, new ImageUsage(null, null, null), 1).Amount);
    }

    [Fact]
    public void The_tokens_of_an_SVG_image_have_no_price()
    {
        RequestValues values = new();
        values.Set(RequestField.OutputFormat, "svg");
        Assert.Equal(RequestCost.Unknown, CostCalculator.Calculate(s_tokens, new ImageGenerationRequest(values), new ImageUsage(13, 196, 209), 1));
    }
}
