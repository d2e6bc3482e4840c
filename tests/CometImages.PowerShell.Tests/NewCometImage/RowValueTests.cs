using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>The values of a row as people write them.</summary>
public sealed class RowValueTests
{
    [Fact]
    public async Task Spaces_around_a_value_are_removed_but_not_those_of_the_prompt()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            """
            [pscustomobject]@{
                Prompt = ' a boat '; Model = 'dall-e-2 '; Size = ' 256x256'; Count = ' 1 '; ResponseFormat = ' Base64 '; User = ' u1 '; OutFile = ' x.png '
            } | New-CometImage
            """);
        session.AssertSent("""{"model":"dall-e-2","prompt":" a boat ","n":1,"size":"256x256","response_format":"b64_json","user":"u1"}""");
        Assert.Equal(["x.png"], session.Folder.Names);
    }

    [Fact]
    public async Task A_value_in_another_case_is_sent_as_documented()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x -Model gpt-image-2 -Quality Low -OutputFormat JPEG -OutputCompression 50 -Background Opaque");
        session.AssertSent(
            """{"model":"gpt-image-2","prompt":"x","quality":"low","background":"opaque","output_format":"jpeg","output_compression":50}""");
    }

    [Fact]
    public async Task With_SkipParameterCheck_a_value_in_another_case_is_sent_unchanged()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.RunAsync("New-CometImage x -Model gpt-image-2 -Quality Low -SkipParameterCheck -ErrorAction SilentlyContinue");
        session.AssertSent("""{"model":"gpt-image-2","prompt":"x","quality":"Low"}""");
    }

    [Theory]
    [InlineData("-Size 256x256, 512x512", "Size")]
    [InlineData("-Quality standard, hd", "Quality")]
    [InlineData("-Count 1, 2", "Count")]
    [InlineData("-ResponseFormat Url, Base64", "ResponseFormat")]
    [InlineData("-User u1, u2", "User")]
    public async Task Two_values_for_a_parameter_that_has_one_are_an_error_and_nothing_is_sent(string arguments, string parameter)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync("New-CometImage x -Model dall-e-2 " + arguments);
        Assert.Contains($"'{parameter}'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("one value, not 2", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task A_list_of_one_value_is_that_value()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x -Model dall-e-2 -Size @('256x256') -Count @(1)");
        session.AssertSent("""{"model":"dall-e-2","prompt":"x","n":1,"size":"256x256"}""");
    }

    [Fact]
    public async Task Each_prompt_is_requested_from_each_model()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync("New-CometImage one, two -Model dall-e-2, dall-e-3 -ThrottleLimit 1");
        session.AssertSent(
            """{"model":"dall-e-2","prompt":"one"}""",
            """{"model":"dall-e-3","prompt":"one"}""",
            """{"model":"dall-e-2","prompt":"two"}""",
            """{"model":"dall-e-3","prompt":"two"}""");
        Assert.Equal(["dall-e-2", "dall-e-3", "dall-e-2", "dall-e-3"], images.Select(image => image.Text("Model")));
    }

    [Fact]
    public async Task A_cell_is_one_model()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.RunAsync("[pscustomobject]@{ Prompt = 'x'; Model = 'dall-e-2, dall-e-3' } | New-CometImage -ErrorAction SilentlyContinue");
        Assert.Equal("dall-e-2, dall-e-3", Assert.Single(session.Bodies).GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_retry_object_has_the_model_that_failed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Skip = 1 });
        RunResult result = await session.RunAsync(
            "New-CometImage x -Model dall-e-2, dall-e-3 -ThrottleLimit 1 -ErrorVariable failed; $failed.TargetObject | New-CometImage");
        Assert.Equal("dall-e-3", Assert.Single(result.Errors).Target().Text("Model"));
        Assert.Equal(["dall-e-2", "dall-e-3"], result.Output.Select(image => image.Text("Model")));
        Assert.Equal(3, session.Requests.Count);
    }

    [Theory]
    [InlineData("'Gr\ufffdn' | New-CometImage @Small")]
    [InlineData("New-CometImage 'Gr\ufffdn' -Model unknown-model")]
    public async Task A_prompt_that_was_read_with_the_wrong_encoding_is_an_error_and_nothing_is_sent(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync(script);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("U+FFFD", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Encoding", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Requests);
        await session.OutputAsync("New-CometImage 'Gr\ufffdn' @Small -SkipParameterCheck");
        Assert.Single(session.Requests);
    }
}
