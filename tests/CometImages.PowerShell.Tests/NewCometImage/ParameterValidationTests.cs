using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class ParameterValidationTests
{
    [Theory]
    [InlineData("-Size 640x480", "1024x1024, 1792x1024, 1024x1792")]
    [InlineData("-Quality high", "standard, hd")]
    [InlineData("-Style dreamy", "vivid, natural")]
    [InlineData("-Background opaque", "dall-e-3 doesn't support background")]
    [InlineData("-OutputFormat png", "dall-e-3 doesn't support output_format")]
    [InlineData("-Model dall-e-2 -Style vivid", "dall-e-2 doesn't support style")]
    [InlineData("-Model gpt-image-2 -Size 1000x1000", "divisible by 16")]
    [InlineData("-Model gpt-image-1 -OutputCompression 50", "jpeg or webp")]
    [InlineData("-Model gpt-image-1 -OutputFormat jpeg -Background transparent", "png or webp")]
    [InlineData("-Model 'doubao-seedream-*'", "is a family of models")]
    public async Task What_the_model_does_not_take_is_refused_before_anything_is_sent(string parameters, string says)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x " + parameters);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Fact]
    public async Task With_SkipParameterCheck_it_is_sent_and_the_services_own_words_come_back()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -Size 640x480 -SkipParameterCheck");
        session.AssertSent("""{"model":"dall-e-3","prompt":"x","size":"640x480"}""");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains(session.Requests[0].RequestId, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Invalid value for 'size'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_may_be_as_long_as_its_model_takes()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage ('x' * 1000) @Small");
        ErrorRecord error = await session.ErrorAsync("New-CometImage ('x' * 1001) @Small");
        Assert.Contains("1,000", error.ToString(), StringComparison.Ordinal);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task A_refused_prompt_does_not_hold_up_the_others()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("'one', ('x' * 1001), 'three' | New-CometImage @Small");
        Assert.Equal(["one", "three"], result.Output.Select(image => image.Text("Prompt")));
        Assert.Equal("CometApi.InvalidRequest", Assert.Single(result.Errors).Id());
    }
}
