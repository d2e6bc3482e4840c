using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class ParameterValidationTests
{
    [Theory]
    [InlineData("-Size 640x480", "655,360 to 8,294,400 pixels")]
    [InlineData("-Model dall-e-3 -Quality high", "standard, hd")]
    [InlineData("-Model dall-e-3 -Style dreamy", "vivid, natural")]
    [InlineData("-Model dall-e-3 -Background opaque", "dall-e-3 doesn't support background")]
    [InlineData("-Model dall-e-3 -OutputFormat png", "dall-e-3 doesn't support output_format")]
    [InlineData("-Model dall-e-2 -Style vivid", "dall-e-2 doesn't support style")]
    [InlineData("-Model gpt-image-2 -Size 1000x1000", "divisible by 16")]
    [InlineData("-Model gpt-image-2 -OutputCompression 50", "jpeg or webp")]
    [InlineData("-Model gpt-image-2 -OutputFormat jpeg -Background transparent", "png or webp")]
    [InlineData("-Model grok-imagine-image -Size 1024x1024", "aspect_ratio, resolution")]
    [InlineData("-Model grok-imagine-image -Resolution 8k", "1k, 2k")]
    [InlineData("-AspectRatio 16:9", "gpt-image-2 doesn't support aspect_ratio")]
    [InlineData("-Model qwen-image-edit", "only edits images")]
    [InlineData("-Model 'doubao-seedream-*'", "contains a wildcard")]
    public async Task An_unsupported_value_is_rejected_and_nothing_is_sent(string parameters, string expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x " + parameters);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task With_SkipParameterCheck_an_unsupported_value_is_sent_and_the_error_has_the_message_of_the_service()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -Size 640x480 -SkipParameterCheck");
        session.AssertSent("""{"model":"gpt-image-2","prompt":"x","size":"640x480"}""");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains(session.Requests[0].RequestId, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Invalid value for 'size'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_exceeds_the_maximum_length_is_rejected()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage ('x' * 1000) @Small");
        ErrorRecord error = await session.ErrorAsync("New-CometImage ('x' * 1001) @Small");
        Assert.Contains("1,000", error.ToString(), StringComparison.Ordinal);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task A_rejected_prompt_does_not_end_the_pipeline()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("'one', ('x' * 1001), 'three' | New-CometImage @Small");
        Assert.Equal(["one", "three"], result.Output.Select(image => image.Text("Prompt")));
        Assert.Equal("CometApi.InvalidRequest", Assert.Single(result.Errors).Id());
    }
}
