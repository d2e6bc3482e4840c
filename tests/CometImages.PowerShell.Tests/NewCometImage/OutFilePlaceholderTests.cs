using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class OutFilePlaceholderTests
{
    [Theory]
    [InlineData("New-CometImage 'a boat' @Small -Count 2 -OutFile '{Model}/{Prompt}-{Index:00}.webp'", "dall-e-2", "a-boat-01.webp", "a-boat-02.webp")]
    [InlineData("New-CometImage 'a boat' @Small -Count 2 -OutFile 'x/{size}.webp'", "x", "256x256-1.webp", "256x256-2.webp")]
    [InlineData("[pscustomobject]@{ Prompt = 'x'; Sku = '../A/1' } | New-CometImage @Small -OutFile 'x/{Sku}.webp'", "x", "A-1.webp")]
    [InlineData("[pscustomobject]@{ Prompt = 'x'; Sku = 7; OutFile = 'x/{Sku:000}.webp' } | New-CometImage @Small", "x", "007.webp")]
    [InlineData("New-CometImage x -Model dall-e-2, dall-e-3 -OutFile 'x/{Model}.webp'", "x", "dall-e-2.webp", "dall-e-3.webp")]
    [InlineData("New-CometImage one, two @Small -OutFile x/1.webp, x/2.webp", "x", "1.webp", "2.webp")]
    [InlineData("New-CometImage one, two @Small -Count 2 -OutFile x/a.webp, x/b.webp", "x", "a-1.webp", "a-2.webp", "b-1.webp", "b-2.webp")]
    [InlineData("New-CometImage one, two @Small -Count 2 -OutFile x/1.webp, x/2.webp, x/3.webp, x/4.webp", "x", "1.webp", "2.webp", "3.webp", "4.webp")]
    public async Task A_file_has_the_name_that_the_placeholders_result_in(string script, string folder, params string[] names)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(script);
        Assert.Equal([folder + "/"], session.Folder.Names);
        Assert.Equal(names, session.Folder.NamesIn(folder));
    }

    [Fact]
    public async Task A_list_of_names_belongs_to_the_prompts_in_their_order()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync("New-CometImage one, two @Small -OutFile b.webp, a.webp");
        Assert.Equal(["one b.webp", "two a.webp"], images.Select(image => $"{image.Text("Prompt")} {image.FileName()}"));
    }

    [Theory]
    [InlineData("{Sku}.webp", "{Sku}")]
    [InlineData("{RequestId}.webp", "{RequestId}")]
    [InlineData("{Quality}.webp", "{Quality}")]
    [InlineData("{Index:Q}.webp", "{Index:Q}")]
    public async Task A_placeholder_without_a_value_is_an_error_and_nothing_is_sent(string path, string placeholder)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync($"New-CometImage x @Small -OutFile '{path}'");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains(placeholder, error.ToString(), StringComparison.Ordinal);
        Assert.Equal("x", error.Target().Text("Prompt"));
        Assert.Empty(session.Requests);
        Assert.Empty(session.Folder.Names);
    }

    [Fact]
    public async Task A_retry_writes_the_same_file_even_if_its_name_has_braces()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400 });
        Directory.CreateDirectory(session.Folder["{here}"]);
        await session.RunAsync(
            """
            Set-Location '{here}'
            [pscustomobject]@{ Prompt = 'x'; Sku = '{7}' } | New-CometImage @Small -OutFile '{Sku}-{{Sku}}.webp' -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].TargetObject | New-CometImage
            """);
        Assert.Equal(["{7}-{Sku}.webp"], session.Folder.NamesIn("{here}"));
        Assert.Equal(2, session.Requests.Count);
    }

    [Fact]
    public async Task A_run_with_placeholders_skips_the_existing_files()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        const string Script = "New-CometImage 'a boat' @Small -Count 2 -OutFile '{Prompt}-{Index}.webp' -SkipExisting";
        await session.OutputAsync(Script);
        IReadOnlyList<PSObject> images = await session.OutputAsync(Script);
        Assert.Single(session.Requests);
        Assert.Equal(["a-boat-1.webp", "a-boat-2.webp"], images.Select(image => image.FileName()));
    }
}
