using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>An object that isn't meant as a prompt is rejected, because its text would be an image that the user didn't request and pays for.</summary>
public sealed class InvalidInputTests
{
    [Theory]
    [InlineData("[pscustomobject]@{ Promt = 'a misspelled column'; Size = '256x256' }", "Prompt")]
    [InlineData("[IO.FileInfo]::new('boat.png')", "System.IO.FileInfo isn't a prompt")]
    [InlineData("[IO.DirectoryInfo]::new('boats')", "System.IO.DirectoryInfo isn't a prompt")]
    [InlineData("$(try { throw 'x' } catch { $_ })", "pipe its TargetObject")]
    [InlineData("@{ Prompt = 'a hashtable' }", "[pscustomobject]")]
    [InlineData("42", "System.Int32 isn't a prompt")]
    [InlineData("4.2", "System.Double isn't a prompt")]
    [InlineData("$true", "System.Boolean isn't a prompt")]
    [InlineData("[datetime]::UtcNow", "System.DateTime isn't a prompt")]
    [InlineData("{ 'a script block' }", "isn't a prompt")]
    [InlineData("[CometImages.CometImage]::new()", "Save-CometImage")]
    public async Task An_object_that_is_not_a_prompt_is_rejected_and_nothing_is_sent(string item, string expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"{item} | New-CometImage @Small");
        Assert.Contains(expected, Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task Invalid_input_does_not_end_the_pipeline()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("'one', 2, [pscustomobject]@{ Promt = 'x' }, 'three' | New-CometImage @Small");
        Assert.Equal(["one", "three"], result.Output.Select(image => image.Text("Prompt")));
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(2, session.Requests.Count);
    }

    [Theory]
    [InlineData("$image | New-CometImage @Small")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image)) | New-CometImage @Small")]
    [InlineData("New-CometImage -Prompt $image @Small")]
    public async Task A_CometImage_is_not_accepted_as_a_prompt(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("$image = New-CometImage 'a boat' @Small");
        ErrorRecord error = await session.ErrorAsync(script);
        Assert.Contains("pipe it to Save-CometImage", error.ToString(), StringComparison.Ordinal);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task The_properties_of_an_image_can_be_selected_to_request_another()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            """
            $image = New-CometImage 'a boat' @Small
            [pscustomobject]@{ Prompt = $image.Prompt; Model = $image.Model; Size = $image.Size } | New-CometImage
            """);
        session.AssertSent(
            """{"model":"dall-e-2","prompt":"a boat","size":"256x256"}""",
            """{"model":"dall-e-2","prompt":"a boat","size":"256x256"}""");
    }
}
