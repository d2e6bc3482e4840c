using System.Text;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Requests;
using CometImages.Transport;
using Xunit;

namespace CometImages.Tests.Requests;

public sealed class JsonRequestSerializerTests
{
    [Fact]
    public void A_field_that_is_not_specified_is_not_sent() =>
        Assert.Equal("""{"model":"gpt-image-2","prompt":"a boat"}""", Write(new ImageGenerationRequest { Prompt = "a boat" }));

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
            Values =
            {
                [RequestField.Size] = "1x1",
                [RequestField.Quality] = "q",
                [RequestField.Style] = "s",
                [RequestField.Background] = "b",
                [RequestField.Moderation] = "mo",
                [RequestField.OutputFormat] = "webp",
                [RequestField.OutputCompression] = 0,
                [RequestField.ResponseFormat] = ImageResponseFormat.Base64,
                [RequestField.User] = "u",
            },
        }));

    [Theory]
    [InlineData("dall-e-3", true)]
    [InlineData("qwen-image", true)]
    [InlineData("doubao-seedream-4", true)]
    [InlineData("unheard-of", true)]
    [InlineData("gpt-image-1", false)]
    [InlineData("GPT-IMAGE-2", false)]
    public void The_response_format_is_sent_unless_the_model_ignores_it(string model, bool isSent) => Assert.Equal(
        isSent,
        Write(new() { Model = model, Prompt = "p", Values = { [RequestField.ResponseFormat] = ImageResponseFormat.Url } })
            .Contains("\"response_format\":\"url\"", StringComparison.Ordinal));

    [Fact]
    public void Text_is_escaped_only_where_JSON_requires_it()
    {
        string prompt = "Bötchen 🛶 \"quoted\" \\ / <b> & + ' \u0000\n€";
        byte[] body = Serialize(new ImageGenerationRequest { Prompt = prompt });
        Assert.Equal(prompt, JsonDocument.Parse(body).RootElement.GetProperty("prompt").GetString());
        string text = Encoding.UTF8.GetString(body);
        Assert.All(["Bötchen", "🛶", "<b> & + '", "€", "\\\\ /"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void A_lone_surrogate_becomes_a_replacement_character(int half)
    {
        byte[] body = Serialize(new ImageGenerationRequest { Prompt = $"a{(char)half}b" });
        Assert.Equal("a\uFFFDb", JsonDocument.Parse(body).RootElement.GetProperty("prompt").GetString());
    }

    [Fact]
    public void Additional_properties_keep_their_JSON_types() => Assert.Equal(
        """{"model":"doubao-seedream-4","prompt":"p","watermark":false,"seed":12345678901234567890,"options":{"max_images":3,"list":[1.50,"a",null]}}""",
        Write(new ImageGenerationRequest
        {
            Model = "doubao-seedream-4",
            Prompt = "p",
            AdditionalProperties = Properties("""{"watermark":false,"seed":12345678901234567890,"options":{"max_images":3,"list":[1.50,"a",null]}}"""),
        }));

    [Fact]
    public void A_field_that_an_additional_property_repeats_is_sent_once() => Assert.Equal(
        """{"model":"gpt-image-2","prompt":"p","size":"1024x1024","n":1}""",
        Write(new ImageGenerationRequest
        {
            Prompt = "p",
            Values = { [RequestField.Size] = "1024x1024" },
            AdditionalProperties = Properties("""{"size":"1024x1024","n":1}"""),
        }));

    static string Write(ImageGenerationRequest request) => Encoding.UTF8.GetString(Serialize(request));

    static byte[] Serialize(ImageGenerationRequest request)
    {
        using MemoryStream body = new();
        foreach (BodyPart part in JsonRequestSerializer.Serialize(request))
        {
            using Stream content = part.Open();
            content.CopyTo(body);
        }

        return body.ToArray();
    }

    static Dictionary<string, JsonElement> Properties(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
