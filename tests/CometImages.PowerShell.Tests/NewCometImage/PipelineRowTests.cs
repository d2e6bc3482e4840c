using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class PipelineRowTests
{
    [Fact]
    public async Task A_row_is_a_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            """
            $(
                [pscustomobject]@{ Prompt = 'one'; Model = 'dall-e-3'; Size = '1792x1024'; Quality = 'hd'; Count = '1'; OutFile = 'one.webp'; Page = '/home' }
                [pscustomobject]@{ Prompt = 'two'; Model = 'dall-e-2'; Size = '256x256'; Quality = ''; Count = '2'; OutFile = 'two.webp'; Page = '/shop' }
                [pscustomobject]@{ Prompt = 'three'; Model = ''; Size = $null; Quality = ' '; Count = ''; OutFile = ''; Page = '' }
            ) | New-CometImage -ThrottleLimit 1
            """);

        session.AssertSent(
            """{"model":"dall-e-3","prompt":"one","size":"1792x1024","quality":"hd","n":1}""",
            """{"model":"dall-e-2","prompt":"two","size":"256x256","n":2}""",
            """{"model":"gpt-image-2","prompt":"three"}""");
        Assert.Equal(["one.webp", "two-1.webp", "two-2.webp"], session.Folder.Names);
        Assert.Equal(["one", "two", "two", "three"], images.Select(image => image.Text("Prompt")));
    }

    [Fact]
    public async Task A_value_of_one_row_does_not_apply_to_the_next()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        await session.OutputAsync(
            """
            $(
                [pscustomobject]@{ Prompt = 'one'; Model = 'gpt-image-2'; Quality = 'low'; Count = 2; OutputFormat = 'jpeg'; AdditionalProperty = @{ user = 'u1' } }
                [pscustomobject]@{ Prompt = 'two' }
                'three'
            ) | New-CometImage -ThrottleLimit 1
            """);
        session.AssertSent(
            """{"model":"gpt-image-2","prompt":"one","quality":"low","n":2,"output_format":"jpeg","user":"u1"}""",
            """{"model":"gpt-image-2","prompt":"two"}""",
            """{"model":"gpt-image-2","prompt":"three"}""");
    }

    [Fact]
    public async Task A_parameter_applies_to_every_row()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("[pscustomobject]@{ Prompt = 'one' }, [pscustomobject]@{ Prompt = 'two' } | New-CometImage @Small -User u1 -ThrottleLimit 1");
        session.AssertSent(
            """{"model":"dall-e-2","prompt":"one","size":"256x256","user":"u1"}""",
            """{"model":"dall-e-2","prompt":"two","size":"256x256","user":"u1"}""");
    }

    [Theory]
    [InlineData("Count = 'abc'", "Count")]
    [InlineData("Count = '1.5x'", "Count")]
    [InlineData("Count = 99", "Count")]
    [InlineData("OutputCompression = 'much'", "OutputCompression")]
    [InlineData("ResponseFormat = 'carrier pigeon'", "ResponseFormat")]
    public async Task A_cell_that_cannot_be_converted_is_an_error_of_its_row_and_the_other_rows_are_requested(string cell, string column)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            $$"""
            $(
                [pscustomobject]@{ Prompt = 'one' }
                [pscustomobject]@{ Prompt = 'two'; {{cell}} }
                [pscustomobject]@{ Prompt = 'three' }
            ) | New-CometImage @Small
            """);

        Assert.Equal(["one", "three"], result.Output.Select(image => image.Text("Prompt")));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Contains($"'{column}'", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("two", error.Target().Text("Prompt"));
        Assert.Equal(2, session.Requests.Count);
    }

    [Fact]
    public async Task Models_can_be_piped_to_New_CometImage()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("Get-CometImageModel dall-e* | New-CometImage -Prompt 'a boat' -ThrottleLimit 1");
        session.AssertSent("""{"model":"dall-e-3","prompt":"a boat"}""", """{"model":"dall-e-2","prompt":"a boat"}""");
    }

    [Fact]
    public async Task Rows_through_parallel_runspaces_work()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            """
            $small = $Small; $connection = @{ BaseUri = $BaseUri; ApiKey = $Key }
            'one', 'two' | ForEach-Object -Parallel {
                $small = $using:small; $connection = $using:connection
                Import-Module $using:Manifest -ErrorAction Stop
                New-CometImage $_ @small @connection
            } | Save-CometImage
            """);
        Assert.Equal(["one", "two"], images.Select(image => image.Text("Prompt")).Order(StringComparer.Ordinal));
        Assert.Equal(2, session.Folder.Names.Count);
    }
}
