using System.Text;
using System.Text.Json;
using CometImages.Images;
using CometImages.Requests;
using Xunit;

namespace CometImages.Tests.Requests;

public sealed class ImageRequestSerializerTests
{
    [Fact]
    public void What_is_not_set_is_not_sent() => Assert.Equal("""{"model":"dall-e-3","prompt":"a boat"}""", Write(new ImageGenerationRequest { Prompt = "a boat" }));

    [Fact]
    public void Every_field_has_its_name_and_type() => Assert.Equal(
        """
        {"model":"m","prompt":"p","n":2,"size":"1x1","quality":"q","style":"s","background":"b","moderation":"mo","output_format":"webp","output_compression":0,"response_format":"b64_json","user":"u"}
        """.Trim(),
        Write(new ImageGenerationRequest
        {
            Model = "m",
            Prompt = "p",
            Count = 2,
            Size = "1x1",
            Quality = "q",
            Style = "s",
            Background = "b",
            Moderation = "mo",
            OutputFormat = "webp",
            OutputCompression = 0,
            ResponseFormat = ImageResponseFormat.Base64,
            User = "u",
        }));

    [Theory]
    [InlineData("dall-e-3", true)]
    [InlineData("qwen-image", true)]
    [InlineData("doubao-seedream-4", true)]
    [InlineData("unheard-of", true)]
    [InlineData("gpt-image-1", false)]
    [InlineData("GPT-IMAGE-2", false)]
    public void How_to_answer_is_asked_only_where_that_is_not_refused(string model, bool asked) => Assert.Equal(
        asked, Write(new ImageGenerationRequest { Model = model, Prompt = "p", ResponseFormat = ImageResponseFormat.Url }).Contains("\"response_format\":\"url\"", StringComparison.Ordinal));

    [Fact]
    public void Words_go_out_as_themselves()
    {
        string prompt = "Bötchen 🛶 \"quoted\" \\ / <b> & + ' \u0000\n€";
        byte[] body = ImageRequestSerializer.Serialize(new ImageGenerationRequest { Prompt = prompt });
        Assert.Equal(prompt, JsonDocument.Parse(body).RootElement.GetProperty("prompt").GetString());
        string text = Encoding.UTF8.GetString(body);
        Assert.All(["Bötchen", "🛶", "<b> & + '", "€", "\\\\ /"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void Half_of_a_surrogate_pair_does_not_throw(int half)
    {
        byte[] body = ImageRequestSerializer.Serialize(new ImageGenerationRequest { Prompt = $"a{(char)half}b" });
        Assert.Equal("a\uFFFDb", JsonDocument.Parse(body).RootElement.GetProperty("prompt").GetString());
    }

    [Fact]
    public void A_providers_own_fields_keep_their_types() => Assert.Equal(
        """{"model":"doubao-seedream-4","prompt":"p","watermark":false,"seed":12345678901234567890,"options":{"max_images":3,"list":[1.50,"a",null]}}""",
        Write(new ImageGenerationRequest
        {
            Model = "doubao-seedream-4",
            Prompt = "p",
            AdditionalProperties = Properties("""{"watermark":false,"seed":12345678901234567890,"options":{"max_images":3,"list":[1.50,"a",null]}}"""),
        }));

    [Fact]
    public void A_field_that_says_the_same_twice_is_sent_once()
    {
        ImageGenerationRequest request = new() { Prompt = "p", Size = "1024x1024", AdditionalProperties = Properties("""{"size":"1024x1024","n":1}""") };
        Assert.Null(request.Contradiction);
        Assert.Equal("""{"model":"dall-e-3","prompt":"p","size":"1024x1024","n":1}""", Write(request));
    }

    [Theory]
    [InlineData("""{"size":"512x512"}""")]
    [InlineData("""{"n":3}""")]
    [InlineData("""{"n":"2"}""")]
    [InlineData("""{"prompt":"another"}""")]
    [InlineData("""{"model":"another"}""")]
    [InlineData("""{"stream":true}""")]
    public void A_field_that_contradicts_is_named(string properties)
    {
        ImageGenerationRequest request = new() { Prompt = "p", Size = "1024x1024", Count = 2, AdditionalProperties = Properties(properties) };
        Assert.Contains($"'{request.AdditionalProperties!.Single().Key}'", request.Contradiction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void An_empty_prompt_is_none(string prompt) => Assert.NotNull(new ImageGenerationRequest { Prompt = prompt }.Contradiction);

    [Fact]
    public void A_family_is_no_model() =>
        Assert.Contains("doubao-seedream-*", new ImageGenerationRequest { Prompt = "p", Model = "doubao-seedream-*" }.Contradiction, StringComparison.Ordinal);

    static string Write(ImageGenerationRequest request) => Encoding.UTF8.GetString(ImageRequestSerializer.Serialize(request));

    static Dictionary<string, JsonElement> Properties(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
