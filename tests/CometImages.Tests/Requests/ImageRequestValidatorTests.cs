using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Requests;
using Xunit;

namespace CometImages.Tests.Requests;

public sealed class ImageRequestValidatorTests
{
    [Fact]
    public void Every_value_in_the_list_of_a_model_is_valid() => Assert.All(KnownImageModels.All, model =>
    {
        string id = model.Id.Replace("*", "x", StringComparison.Ordinal);
        foreach (RequestField field in RequestField.All.Where(field => field.ValueType == typeof(string)))
        {
            Assert.All(model.GetSupportedValues(field) ?? [], value => Assert.Null(Validate(id, field, value)));
        }
    });

    [Theory]
    [InlineData("dall-e-3", "size", "640x480", "1024x1024, 1792x1024, 1024x1792")]
    [InlineData("dall-e-3", "quality", "HD", "standard, hd")]
    [InlineData("gpt-image-1", "size", "1536x864", "1536x1024")]
    [InlineData("gpt-image-2", "size", "1000x1000", "divisible by 16")]
    [InlineData("gpt-image-2", "output_format", "gif", "png, jpeg, webp")]
    [InlineData("doubao-seedream-4-0-250828", "size", "8K", "any WIDTHxHEIGHT")]
    public void An_unsupported_value_is_rejected_with_the_supported_ones(string model, string field, string value, string supported)
    {
        RequestError error = Validate(model, RequestField.Find(field)!, value)!;
        Assert.Equal(field, error.Field);
        Assert.Contains($"{field} '{value}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(supported, error.Message, StringComparison.Ordinal);
        Assert.Contains("-SkipParameterCheck", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dall-e-3", "background", "auto")]
    [InlineData("dall-e-2", "style", "vivid")]
    [InlineData("gpt-image-2", "style", "vivid")]
    public void A_field_that_a_fully_documented_model_lacks_is_rejected(string model, string field, string value) =>
        Assert.StartsWith($"{model} doesn't support {field}. It supports ", Validate(model, RequestField.Find(field)!, value)!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_sizes_names_the_fields_that_it_supports() => Assert.Equal(
        "grok-imagine-image doesn't support size. It supports aspect_ratio, resolution, response_format.",
        Validate("grok-imagine-image", RequestField.Size, "1024x1024")!.Message);

    [Fact]
    public void A_model_that_only_edits_is_rejected()
    {
        ImageGenerationRequest request = new() { Model = "qwen-image-edit", Prompt = "x" };
        Assert.Equal("qwen-image-edit only edits images.", ImageRequestValidator.ValidateForModel(request)?.Message);
    }

    [Theory]
    [InlineData("gpt-image-2")]
    [InlineData("unknown-model")]
    public void A_prompt_that_could_not_be_decoded_is_rejected(string model)
    {
        ImageGenerationRequest request = new() { Model = model, Prompt = "Gr\uFFFDne Boote" };
        Assert.Contains("U+FFFD", ImageRequestValidator.ValidateForModel(request)?.Message, StringComparison.Ordinal);
        Assert.Null(ImageRequestValidator.ValidateRequest(request));
    }

    [Fact]
    public void An_output_format_can_have_a_lower_count()
    {
        ImageGenerationRequest request = new() { Model = "gpt-image-2.6-flare", Prompt = "x", Count = 2 };
        Assert.Null(ImageRequestValidator.ValidateForModel(request));
        request.Values.Set(RequestField.OutputFormat, "svg");
        Assert.Equal(
            "gpt-image-2.6-flare creates at most 1 per request with output_format svg, not 2.", ImageRequestValidator.ValidateForModel(request)?.Message);
    }

    [Theory]
    [InlineData("qwen-image", "size", "whatever the provider supports")]
    [InlineData("doubao-seedream-4-0-250828", "quality", "any")]
    [InlineData("dall-e-3", "user", "anybody")]
    public void A_field_that_only_the_provider_knows_is_valid(string model, string field, string value) =>
        Assert.Null(Validate(model, RequestField.Find(field)!, value));

    [Theory]
    [InlineData("dall-e-2", 1000, "1,001 characters")]
    [InlineData("gpt-image-2", 32000, "32,001 characters")]
    public void A_prompt_has_a_maximum_length_in_code_points(string model, int maxLength, string message)
    {
        Assert.Null(ImageRequestValidator.ValidateForModel(new() { Model = model, Prompt = new string('x', maxLength) }));
        string emoji = string.Concat(Enumerable.Repeat("🛶", maxLength));
        Assert.Null(ImageRequestValidator.ValidateForModel(new() { Model = model, Prompt = emoji }));
        RequestError? error = ImageRequestValidator.ValidateForModel(new() { Model = model, Prompt = new string('x', maxLength + 1) });
        Assert.Contains(message, error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dall-e-3", 1, true)]
    [InlineData("dall-e-3", 2, false)]
    [InlineData("gpt-image-1", 10, true)]
    [InlineData("doubao-seedream-x", 11, true)]
    public void A_count_is_what_the_model_creates_per_request(string model, int count, bool valid) =>
        Assert.Equal(valid, ImageRequestValidator.ValidateForModel(new() { Model = model, Prompt = "x", Count = count }) is null);

    [Theory]
    [InlineData("gpt-image-1", 50, "jpeg", null, true)]
    [InlineData("gpt-image-1", 50, "webp", null, true)]
    [InlineData("gpt-image-1", 50, "png", null, false)]
    [InlineData("gpt-image-1", 50, null, null, false)]
    [InlineData("dall-e-3", 50, null, null, false)]
    [InlineData("qwen-image", 50, null, null, true)]
    [InlineData("gpt-image-1", null, "webp", "transparent", true)]
    [InlineData("gpt-image-1", null, null, "transparent", true)]
    [InlineData("gpt-image-1", null, "jpeg", "transparent", false)]
    [InlineData("gpt-image-1", null, "jpeg", "opaque", true)]
    public void Compression_needs_JPEG_or_WebP_and_transparency_needs_PNG_or_WebP(
        string model, int? compression, string? format, string? background, bool valid)
    {
        ImageGenerationRequest request = new()
        {
            Model = model,
            Prompt = "x",
            Values =
            {
                [RequestField.OutputCompression] = compression,
                [RequestField.OutputFormat] = format,
                [RequestField.Background] = background,
            },
        };
        Assert.Equal(valid, ImageRequestValidator.ValidateForModel(request) is null);
    }

    [Fact]
    public void An_additional_property_that_the_model_ignores_is_rejected()
    {
        ImageGenerationRequest request = new()
        {
            Model = "gpt-image-1",
            Prompt = "x",
            AdditionalProperties = Properties("""{"response_format":"url"}"""),
        };
        Assert.Equal(
            "gpt-image-1 doesn't support response_format. It supports size, quality, background, input_fidelity, moderation, output_format.",
            ImageRequestValidator.ValidateForModel(request)?.Message);
    }

    [Fact]
    public void Every_value_is_valid_for_an_unknown_model()
    {
        ImageGenerationRequest request = new() { Model = "new-model-7", Prompt = new string('x', 100_000), Count = 10 };
        foreach (RequestField field in RequestField.All.Where(field => field.ValueType == typeof(string) && request.Values[field] is null))
        {
            request.Values[field] = "any";
        }

        Assert.Null(ImageRequestValidator.ValidateRequest(request));
        Assert.Null(ImageRequestValidator.ValidateForModel(request));
    }

    [Theory]
    [InlineData("""{"size":"512x512"}""")]
    [InlineData("""{"n":3}""")]
    [InlineData("""{"n":"2"}""")]
    [InlineData("""{"prompt":"another"}""")]
    [InlineData("""{"model":"another"}""")]
    [InlineData("""{"stream":true}""")]
    public void An_additional_property_that_contradicts_a_field_is_rejected(string properties)
    {
        ImageGenerationRequest request = new()
        {
            Prompt = "p",
            Count = 2,
            Values = { [RequestField.Size] = "1024x1024" },
            AdditionalProperties = Properties(properties),
        };
        RequestError error = ImageRequestValidator.ValidateRequest(request)!;
        Assert.Equal(request.AdditionalProperties.Single().Key, error.Field);
        Assert.Contains($"'{error.Field}'", Assert.Throws<CometApiException>(error.Throw).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_additional_property_may_repeat_a_field()
    {
        ImageGenerationRequest request = new()
        {
            Prompt = "p",
            Values = { [RequestField.Size] = "1024x1024" },
            AdditionalProperties = Properties("""{"size":"1024x1024","n":1}"""),
        };
        Assert.Null(ImageRequestValidator.ValidateRequest(request));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void An_empty_prompt_is_rejected(string prompt) =>
        Assert.Equal("prompt", ImageRequestValidator.ValidateRequest(new() { Prompt = prompt })?.Field);

    [Fact]
    public void A_family_of_models_is_rejected() => Assert.Contains(
        "'doubao-seedream-*'",
        ImageRequestValidator.ValidateRequest(new() { Prompt = "p", Model = "doubao-seedream-*" })?.Message,
        StringComparison.Ordinal);

    static RequestError? Validate(string model, RequestField field, string value) =>
        ImageRequestValidator.ValidateForModel(new() { Model = model, Prompt = "a boat", Values = { [field] = value } });

    static Dictionary<string, JsonElement> Properties(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
