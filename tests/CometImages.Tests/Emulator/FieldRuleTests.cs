using System.Net;
using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class FieldRuleTests
{
    [Theory]
    [InlineData("model", """{"prompt":"x"}""")]
    [InlineData("model", """{"model":3,"prompt":"x"}""")]
    [InlineData("prompt", """{"model":"dall-e-3"}""")]
    [InlineData("prompt", """{"model":"dall-e-3","prompt":""}""")]
    [InlineData("prompt", """{"model":"dall-e-3","prompt":null}""")]
    [InlineData("prompt", """{"model":"whatever","prompt":["x"]}""")]
    [InlineData("", """["x"]""")]
    [InlineData("", """{"model":"dall-e-3","prompt":"x"} more""")]
    [InlineData("", "")]
    [InlineData("", """{"model":"dall-e-3","prompt":"\ud83d"}""")]
    [InlineData("n", """{"model":"dall-e-3","prompt":"x","n":2}""")]
    [InlineData("n", """{"model":"dall-e-2","prompt":"x","n":0}""")]
    [InlineData("n", """{"model":"dall-e-2","prompt":"x","n":11}""")]
    [InlineData("n", """{"model":"dall-e-2","prompt":"x","n":"1"}""")]
    [InlineData("n", """{"model":"dall-e-2","prompt":"x","n":1.5}""")]
    [InlineData("n", """{"model":"qwen-image","prompt":"x","n":2}""")]
    [InlineData("size", """{"model":"dall-e-3","prompt":"x","size":"512x512"}""")]
    [InlineData("size", """{"model":"dall-e-2","prompt":"x","size":"1792x1024"}""")]
    [InlineData("size", """{"model":"dall-e-3","prompt":"x","size":1024}""")]
    [InlineData("size", """{"model":"gpt-image-1","prompt":"x","size":"1600x1600"}""")]
    [InlineData("size", """{"model":"gpt-image-2","prompt":"x","size":"1000x1000"}""")]
    [InlineData("size", """{"model":"gpt-image-2","prompt":"x","size":"2048x512"}""")]
    [InlineData("size", """{"model":"gpt-image-2","prompt":"x","size":"3856x2160"}""")]
    [InlineData("size", """{"model":"gpt-image-2","prompt":"x","size":"2896x2880"}""")]
    [InlineData("size", """{"model":"gpt-image-2","prompt":"x","size":"800x800"}""")]
    [InlineData("size", """{"model":"gpt-image-2-2026-04-21","prompt":"x","size":"1000x1000"}""")]
    [InlineData("size", """{"model":"grok-imagine-image","prompt":"x","size":"1024x1024"}""")]
    [InlineData("size", """{"model":"doubao-seedream-4-0","prompt":"x","size":"8K"}""")]
    [InlineData("response_format", """{"model":"dall-e-3","prompt":"x","response_format":"base64"}""")]
    [InlineData("quality", """{"model":"dall-e-3","prompt":"x","quality":"high"}""")]
    [InlineData("quality", """{"model":"dall-e-2","prompt":"x","quality":"hd"}""")]
    [InlineData("quality", """{"model":"gpt-image-1","prompt":"x","quality":"standard"}""")]
    [InlineData("quality", """{"model":"gpt-image-2","prompt":"x","quality":"max"}""")]
    [InlineData("style", """{"model":"dall-e-3","prompt":"x","style":"loud"}""")]
    [InlineData("style", """{"model":"dall-e-2","prompt":"x","style":"vivid"}""")]
    [InlineData("style", """{"model":"gpt-image-2","prompt":"x","style":"vivid"}""")]
    [InlineData("background", """{"model":"dall-e-3","prompt":"x","background":"opaque"}""")]
    [InlineData("background", """{"model":"gpt-image-1","prompt":"x","background":"clear"}""")]
    [InlineData("background", """{"model":"gpt-image-1","prompt":"x","background":"transparent","output_format":"jpeg"}""")]
    [InlineData("moderation", """{"model":"gpt-image-1","prompt":"x","moderation":"high"}""")]
    [InlineData("output_format", """{"model":"gpt-image-1","prompt":"x","output_format":"gif"}""")]
    [InlineData("output_format", """{"model":"gpt-image-2.5-flare","prompt":"x","output_format":"svg"}""")]
    [InlineData("output_format", """{"model":"gpt-image-9","prompt":"x","output_format":"tiff"}""")]
    [InlineData("output_format", """{"model":"dall-e-2","prompt":"x","output_format":"png"}""")]
    [InlineData("output_compression", """{"model":"gpt-image-1","prompt":"x","output_compression":50}""")]
    [InlineData("output_compression", """{"model":"gpt-image-1","prompt":"x","output_format":"png","output_compression":50}""")]
    [InlineData("output_compression", """{"model":"gpt-image-1","prompt":"x","output_format":"webp","output_compression":101}""")]
    [InlineData("output_compression", """{"model":"gpt-image-2.6-flare","prompt":"x","output_format":"gif","output_compression":50}""")]
    [InlineData("complexity", """{"model":"gpt-image-2","prompt":"x","complexity":"high"}""")]
    [InlineData("frame_count", """{"model":"gpt-image-2.6-flare","prompt":"x","output_format":"gif","frame_count":17}""")]
    [InlineData("frame_count", """{"model":"gpt-image-2.6-flare","prompt":"x","frame_count":2}""")]
    [InlineData("frame_duration_ms", """{"model":"gpt-image-2.6-sunburst","prompt":"x","output_format":"gif","frame_duration_ms":0}""")]
    [InlineData("n", """{"model":"gpt-image-2.6-flare","prompt":"x","output_format":"svg","n":2}""")]
    [InlineData("aspect_ratio", """{"model":"grok-imagine-image","prompt":"x","aspect_ratio":"wide"}""")]
    [InlineData("resolution", """{"model":"grok-imagine-image-2.0","prompt":"x","resolution":"4k"}""")]
    [InlineData("model", """{"model":"qwen-image-edit","prompt":"x"}""")]
    [InlineData("stream", """{"model":"gpt-image-1","prompt":"x","stream":true}""")]
    [InlineData("stream", """{"model":"gpt-image-9","prompt":"x","stream":true}""")]
    [InlineData("stream", """{"model":"dall-e-3","prompt":"x","stream":true}""")]
    [InlineData("stream", """{"model":"grok-imagine-image","prompt":"x","stream":true}""")]
    [InlineData("stream", """{"model":"qwen-image","prompt":"x","stream":true}""")]
    [InlineData("stream", """{"model":"new-model","prompt":"x","stream":true}""")]
    [InlineData("partial_images", """{"model":"gpt-image-1","prompt":"x","partial_images":4}""")]
    [InlineData("user", """{"model":"dall-e-3","prompt":"x","user":7}""")]
    [InlineData("seed", """{"model":"dall-e-3","prompt":"x","seed":7}""")]
    [InlineData("watermark", """{"model":"gpt-image-2","prompt":"x","watermark":false}""")]
    public async Task A_field_that_a_model_does_not_accept_gets_400_with_its_name(string field, string json)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage response = await client.PostAsync(json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(field, error.GetProperty("param").GetString());
        Assert.Equal("invalid_request", error.GetProperty("code").GetString());
        Assert.Equal("comet_api_error", error.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"model":"dall-e-3","prompt":"x","size":"1792x1024","quality":"hd","style":"natural","n":1,"user":"u","response_format":"url"}""")]
    [InlineData("""{"model":"dall-e-3","prompt":"x","n":null,"size":null}""")]
    [InlineData("""{"model":"gpt-image-1","prompt":"x","background":"auto","moderation":"low","output_format":"webp","output_compression":0,"quality":"auto","size":"auto","stream":false}""")]
    [InlineData("""{"model":"gpt-image-2","prompt":"x","size":"1536x512"}""")]
    [InlineData("""{"model":"gpt-image-2","prompt":"x","size":"720x1280"}""")]
    [InlineData("""{"model":"gpt-image-2","prompt":"x","size":"2160x3840"}""")]
    [InlineData("""{"model":"gpt-image-2","prompt":"x","size":"2880x2880","response_format":"url","background":"transparent"}""")]
    [InlineData("""{"model":"gpt-image-2-2026-04-21","prompt":"x","size":"1536x864","safety_identifier":"u"}""")]
    [InlineData("""{"model":"gpt-image-2.5-sunburst","prompt":"x","quality":"xhigh","background":"transparent"}""")]
    [InlineData("""{"model":"gpt-image-2.6-sunburst","prompt":"x","quality":"max","complexity":"low","output_format":"jpeg"}""")]
    [InlineData("""{"model":"dall-e-3","prompt":"x","stream":false}""")]
    [InlineData("""{"model":"grok-imagine-image","prompt":"x","aspect_ratio":"16:9","resolution":"2k","n":1}""")]
    [InlineData("""{"model":"gpt-image-1-mini","prompt":"x","size":"1536x1024"}""")]
    [InlineData("""{"model":"gpt-image-1.5","prompt":"x","quality":"low"}""")]
    [InlineData("""{"model":"qwen-image","prompt":"x","n":1,"watermark":true,"negative_prompt":"y","size":"928x1664"}""")]
    [InlineData("""{"model":"doubao-seedream-4-0","prompt":"x","size":"640x480","watermark":false,"image":["https://example.org/a.png"]}""")]
    [InlineData("""{"model":"new-model","prompt":"x","size":"as you like","anything":{"goes":[1,2]},"quality":12}""")]
    public async Task A_request_that_a_model_accepts_returns_an_image(string json)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        Assert.Equal(1, (await client.GenerateAsync(json)).GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("response_format", "invalid_request", """{"model":"gpt-image-2.6-flare","prompt":"x","response_format":"b64_json"}""")]
    [InlineData("background", "invalid_value", """{"model":"gpt-image-2","prompt":"x","background":"transparent"}""")]
    public async Task Strict_fields_reject_what_is_otherwise_accepted(string field, string code, string json)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await client.GenerateAsync(json);
        client.Host.Settings.StrictFields = true;
        using HttpResponseMessage response = await client.PostAsync(json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal((field, code), (error.GetProperty("param").GetString(), error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("dall-e-2", 1_000)]
    [InlineData("dall-e-3", 4_000)]
    [InlineData("gpt-image-1-mini", 32_000)]
    public async Task A_prompt_has_a_maximum_length_in_characters(string model, int maxLength)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        string boats = string.Concat(Enumerable.Repeat("⛵", maxLength));
        await client.GenerateAsync(JsonSerializer.Serialize(new { model, prompt = boats }));
        using HttpResponseMessage response = await client.PostAsync(JsonSerializer.Serialize(new { model, prompt = boats + "." }));
        Assert.Equal("prompt", (await EmulatorClient.ErrorAsync(response)).GetProperty("param").GetString());
    }

    [Fact]
    public async Task A_body_with_another_content_type_is_rejected()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpRequestMessage request = client.Request("""{"model":"dall-e-3","prompt":"x"}""");
        request.Content!.Headers.ContentType = new("text/plain");
        using HttpResponseMessage response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
