using System.Text.Json;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ResponseShapeTests
{
    const string Gpt = """{"model":"gpt-image-1","prompt":"a boat"}""";

    static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];

    [Fact]
    public async Task Dalle_3_returns_a_URL_and_a_revised_prompt()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Created = 1_700_000_000 });
        JsonElement response = await client.GenerateAsync("""{"model":"dall-e-3","prompt":"a boat"}""");
        Assert.Equal(["created", "data"], Names(response));
        Assert.Equal(1_700_000_000, response.GetProperty("created").GetInt64());
        Assert.Equal(["revised_prompt", "url"], Names(response.GetProperty("data")[0]));
        Assert.StartsWith("a boat", response.GetProperty("data")[0].GetProperty("revised_prompt").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(
            client.Host.ImageUri.ToString() + "cdn/",
            response.GetProperty("data")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gpt_returns_base64_and_the_output_settings()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        JsonElement response = await client.GenerateAsync(
            """{"model":"gpt-image-1","prompt":"a boat","background":"transparent","output_format":"webp","quality":"low","n":3}""");
        Assert.Equal(["created", "background", "output_format", "quality", "size", "usage", "data"], Names(response));
        Assert.Equal("transparent", response.GetProperty("background").GetString());
        Assert.Equal("webp", response.GetProperty("output_format").GetString());
        Assert.Equal("low", response.GetProperty("quality").GetString());
        Assert.Equal("1024x1024", response.GetProperty("size").GetString());
        Assert.All(response.GetProperty("data").EnumerateArray(), item => Assert.Equal(["b64_json"], Names(item)));
        Assert.Equal(
            3, response.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("b64_json").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Seedream_returns_its_model_and_sizes_and_a_series()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        JsonElement response = await client.GenerateAsync(
            """
            {"model":"doubao-seedream-4-0","prompt":"a boat","size":"2K",
             "sequential_image_generation":"auto","sequential_image_generation_options":{"max_images":3}}
            """);
        Assert.Equal("doubao-seedream-4-0", response.GetProperty("model").GetString());
        Assert.Equal(3, response.GetProperty("data").GetArrayLength());
        Assert.All(response.GetProperty("data").EnumerateArray(), item => Assert.Equal("2048x2048", item.GetProperty("size").GetString()));
        Assert.Equal(["generated_images", "output_tokens", "total_tokens"], Names(response.GetProperty("usage")));
        Assert.Equal(3, response.GetProperty("usage").GetProperty("generated_images").GetInt32());
    }

    [Fact]
    public async Task The_newest_Seedream_without_the_prefix_returns_its_model_and_sizes()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        JsonElement response = await client.GenerateAsync("""{"model":"seedream-5-0-pro-260628","prompt":"a boat"}""");
        Assert.Equal("seedream-5-0-pro-260628", response.GetProperty("model").GetString());
        Assert.Equal(["size", "url"], Names(response.GetProperty("data")[0]));
    }

    [Theory]
    [InlineData("dall-e-3", "url", "b64_json")]
    [InlineData("grok-imagine-image", "url", "b64_json")]
    [InlineData("gpt-image-2", "b64_json", "url")]
    public async Task Empty_strings_are_sent_beside_the_image_if_the_setting_says_so(string model, string present, string empty)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { EmptyStrings = true });
        JsonElement item = (await client.GenerateAsync($$"""{"model":"{{model}}","prompt":"a boat"}""")).GetProperty("data")[0];
        Assert.Equal(["revised_prompt", "url", "b64_json"], Names(item));
        Assert.NotEmpty(item.GetProperty(present).GetString()!);
        Assert.Empty(item.GetProperty(empty).GetString()!);
        Assert.Equal(model == "dall-e-3", item.GetProperty("revised_prompt").GetString() != "");
    }

    [Theory]
    [InlineData("dall-e-3")]
    [InlineData("dall-e-2")]
    [InlineData("qwen-image")]
    [InlineData("grok-imagine-image-2.0")]
    [InlineData("doubao-seedream-4-0")]
    [InlineData("new-model")]
    public async Task Base64_is_returned_on_request(string model)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        JsonElement response = await client.GenerateAsync($$"""{"model":"{{model}}","prompt":"x","response_format":"b64_json"}""");
        JsonElement item = response.GetProperty("data")[0];
        Assert.False(item.TryGetProperty("url", out _));
        Assert.NotEmpty(item.GetProperty("b64_json").GetBytesFromBase64());
    }

    [Theory]
    [InlineData(UsageShape.None, false, false, false)]
    [InlineData(UsageShape.OpenAI, true, false, false)]
    [InlineData(UsageShape.Prompt, true, true, false)]
    [InlineData(UsageShape.Seedream, false, false, true)]
    public async Task Usage_has_the_shape_of_the_settings(UsageShape shape, bool input, bool prompt, bool generated)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { UsageShape = shape });
        JsonElement response = await client.GenerateAsync(Gpt);
        Assert.Equal(shape != UsageShape.None, response.TryGetProperty("usage", out JsonElement usage));
        Assert.Equal(input, usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty("input_tokens", out _));
        Assert.Equal(prompt, usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty("completion_tokens", out _));
        Assert.Equal(generated, usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty("generated_images", out _));
        if (input)
            Assert.Equal(
                usage.GetProperty("total_tokens").GetInt32(),
                usage.GetProperty("input_tokens").GetInt32() + usage.GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task Data_first_indented_and_escaped_is_the_same_JSON()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Created = 1 });
        JsonElement plain = await client.GenerateAsync(Gpt);
        client.Host.Settings.DataFirst = true;
        client.Host.Settings.Indented = true;
        client.Host.Settings.EscapeSlashes = true;
        using HttpResponseMessage response = await client.PostAsync(Gpt);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("{\n  \"data\": [", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\\/", text, StringComparison.Ordinal);
        Assert.DoesNotContain('/', text.Replace("\\/", "", StringComparison.Ordinal));
        Assert.True(JsonElement.DeepEquals(plain, JsonElement.Parse(text)));
    }

    [Fact]
    public async Task Responses_are_compressed_for_clients_that_accept_it()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Compression = true });
        using HttpResponseMessage plain = await client.PostAsync(Gpt);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        using HttpRequestMessage request = client.Request(Gpt);
        request.Headers.AcceptEncoding.Add(new("br"));
        using HttpResponseMessage small = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("br", Assert.Single(small.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Latency_delays_the_headers()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { LatencyMs = 150, SameImage = true });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.UrlAsync()));
        Assert.All(client.Host.Journal.Requests, entry => Assert.True(entry.EndedAt - entry.StartedAt >= TimeSpan.FromMilliseconds(145)));
    }
}
