using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class FieldParameterTests
{
    [Fact]
    public async Task Only_the_specified_fields_are_sent()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            "New-CometImage 'x' -Model gpt-image-2 -OutputFormat webp -Background transparent -Quality low -Size 1536x864 -User u1"));

        session.AssertSent(
            """{"model":"gpt-image-2","prompt":"x","output_format":"webp","background":"transparent","quality":"low","size":"1536x864","user":"u1"}""");
        Assert.Equal("webp", image.Text("OutputFormat"));
        Assert.Equal("transparent", image.Text("Background"));
        Assert.Equal(".webp", Path.GetExtension(image.Text("Path")));
    }

    [Theory]
    [InlineData("-Model dall-e-3 -Style natural -Quality hd", """{"model":"dall-e-3","prompt":"x","style":"natural","quality":"hd"}""")]
    [InlineData("-Model gpt-image-2 -Moderation low", """{"model":"gpt-image-2","prompt":"x","moderation":"low"}""")]
    [InlineData("-Model gpt-image-2 -OutputFormat jpeg -OutputCompression 50", """{"model":"gpt-image-2","prompt":"x","output_format":"jpeg","output_compression":50}""")]
    [InlineData("-Model gpt-image-2 -OutputFormat webp -OutputCompression 0", """{"model":"gpt-image-2","prompt":"x","output_format":"webp","output_compression":0}""")]
    [InlineData("-Model grok-imagine-image -AspectRatio 16:9 -Resolution 2k", """{"model":"grok-imagine-image","prompt":"x","aspect_ratio":"16:9","resolution":"2k"}""")]
    [InlineData("-Model dall-e-2 -Size 256x256 -n 2", """{"model":"dall-e-2","prompt":"x","size":"256x256","n":2}""")]
    public async Task A_parameter_is_sent_as_its_field(string parameters, string body)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x " + parameters);
        session.AssertSent(body);
    }

    [Theory]
    [InlineData("unknown-model")]
    [InlineData("Provider/Model:2026-01")]
    public async Task An_unknown_model_is_sent_as_specified_with_every_value(string model)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync($"New-CometImage x -Model '{model}' -Size 640x480 -Quality best"));
        session.AssertSent($$"""{"model":"{{model}}","prompt":"x","size":"640x480","quality":"best"}""");
        Assert.Equal(model, image.Text("Model"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("11")]
    public async Task A_count_out_of_range_is_rejected(string count)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync($"New-CometImage x @Small -Count {count}");
        Assert.Contains("from 1 to 10", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
