using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.History;

/// <summary>
/// Get-CometImageHistory returns the requests that its parameters specify. The tests share a history, so each has a mark in its prompts.
/// </summary>
public sealed class HistoryFilterTests
{
    readonly string _mark = Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData("-Status Completed", "good")]
    [InlineData("-Status Failed", "bad")]
    [InlineData("-Status InDoubt", "slow")]
    [InlineData("-Status Failed, InDoubt", "bad slow")]
    [InlineData("-Status InProgress", "")]
    [InlineData("-Model DALL-E-2", "good bad")]
    [InlineData("-Model *image*, dall-e-3", "slow")]
    [InlineData("-Model dall*,*image-2 -Status InDoubt, Completed", "good slow")]
    [InlineData("-After ([datetime]::Now.AddMinutes(-1))", "good bad slow")]
    [InlineData("-After ([datetime]::Now.AddMinutes(1))", "")]
    [InlineData("-Before ([datetime]::Now.AddMinutes(1))", "good bad slow")]
    [InlineData("-Before ([datetime]::Now.AddMinutes(-1))", "")]
    [InlineData("-After $Second -Before $Second", "bad")]
    [InlineData("-After $Second", "bad slow")]
    [InlineData("-Before $Second", "good bad")]
    public async Task Requests_are_filtered(string parameters, string expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "bad*" });
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 504, Prompt = "slow*" });
        RunResult result = await session.RunAsync(
            $$"""
            $null = New-CometImage 'good {{_mark}}' @Small
            New-CometImage 'bad {{_mark}}' @Small
            New-CometImage 'slow {{_mark}}' -Model gpt-image-2
            $Second = (Get-CometImageHistory | Where-Object Prompt -EQ 'bad {{_mark}}').Time
            Get-CometImageHistory {{parameters}} | Where-Object Prompt -Like '*{{_mark}}'
            """);
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(expected, string.Join(" ", result.Output.Select(entry => entry.Text("Prompt")!.Split(' ')[0])));
    }

    [Fact]
    public async Task A_file_has_the_request_that_created_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync($"'a', 'b' | New-CometImage -Prompt {{ \"$_ {_mark}\" }} @Small -OutFile {{ \"$_.webp\" }} -ErrorAction Stop");
        File.Copy(session.Folder["a.webp"], session.Folder["copy of a.webp"]);
        session.Folder.Write("other.webp", "another file"u8);
        File.WriteAllText(session.Folder["b.webp"], "The file has other content now.");

        Assert.Equal([$"a {_mark}"], await GetPromptsAsync(session, "Get-CometImageHistory a.webp"));
        Assert.Equal([$"a {_mark}"], await GetPromptsAsync(session, "Get-CometImageHistory -Path 'copy of a.webp', 'other.webp'"));
        Assert.Equal([$"b {_mark}"], await GetPromptsAsync(session, "Get-CometImageHistory b.webp"));
        Assert.Equal([$"a {_mark}", $"b {_mark}"], await GetPromptsAsync(session, "Get-CometImageHistory ./b.webp, 'copy of a.webp'"));
        Assert.Empty(await GetPromptsAsync(session, "Get-CometImageHistory other.webp"));
        Assert.Empty(await GetPromptsAsync(session, "Get-CometImageHistory missing.webp"));
        Assert.Empty(await GetPromptsAsync(session, "Get-CometImageHistory a.webp -Status Failed"));
    }

    [Fact]
    public async Task Files_and_images_of_the_pipeline_have_their_requests()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync($"$images = 'a', 'b', 'c' | New-CometImage -Prompt {{ \"$_ {_mark}\" }} @Small -OutFile {{ \"$_.webp\" }}");
        Assert.Equal(
            [$"a {_mark}", $"c {_mark}"],
            await GetPromptsAsync(session, "[IO.FileInfo] \"$Folder/c.webp\", [IO.FileInfo] \"$Folder/a.webp\" | Get-CometImageHistory"));
        Assert.Equal([$"b {_mark}"], await GetPromptsAsync(session, "$images[1] | Get-CometImageHistory"));
        Assert.Equal([$"b {_mark}"], await GetPromptsAsync(session, "'b.webp' | Get-CometImageHistory"));
        Assert.Empty(await GetPromptsAsync(session, "@() | Get-CometImageHistory"));
        Assert.Empty(await GetPromptsAsync(session, "Get-CometImageHistory -Path ''"));
    }

    [Fact]
    public async Task An_image_that_was_saved_from_its_URL_has_its_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync(
            $"New-CometImage 'x {_mark}' @Small -Count 2 | Save-CometImage -FileName '{{Index}}'; " +
            $"New-CometImage 'y {_mark}' @Small -NoHistory | Save-CometImage -FileName y");
        File.Move(session.Folder["2.webp"], session.Folder["moved.webp"]);
        Assert.Equal([$"x {_mark}"], await GetPromptsAsync(session, "Get-CometImageHistory 1.webp"));
        Assert.Equal([$"x {_mark}"], await GetPromptsAsync(session, "Get-CometImageHistory moved.webp"));
        Assert.Empty(await GetPromptsAsync(session, "Get-CometImageHistory y.webp"));
    }

    [Fact]
    public async Task The_images_have_the_paths_to_which_they_were_saved_last()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string images = $"(Get-CometImageHistory | Where-Object Prompt -EQ 'x {_mark}').Images";
        string[] formats = ["Url", "Base64"];
        foreach (string format in formats)
        {
            await session.OutputAsync($"$images = New-CometImage 'x {_mark}' @Small -ResponseFormat {format}; $images | Save-CometImage -FileName {format}");
        }

        await session.OutputAsync("$images | Save-CometImage copies");
        Assert.Equal(["Url.webp", "Base64.png"], (await session.OutputAsync(images)).Select(image => Path.GetFileName(image.Text("Path"))));
    }

    [Fact]
    public async Task An_undelivered_URL_is_not_undelivered_after_it_was_saved()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string undelivered = $"(Get-CometImageHistory | Where-Object Prompt -EQ 'x {_mark}').UndeliveredImages";
        await session.RunAsync($"New-CometImage 'x {_mark}' @Small -Count 3 | ForEach-Object {{ throw 'enough' }}");
        Assert.Equal([2, 3], (await session.OutputAsync(undelivered)).Select(image => image.Get("Index")));
        await session.OutputAsync($"{undelivered} | Where-Object Index -EQ 2 | Save-CometImage");
        Assert.Equal([3], (await session.OutputAsync(undelivered)).Select(image => image.Get("Index")));
    }

    [Fact]
    public async Task A_path_that_is_not_a_file_is_an_error_and_the_others_are_found()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync($"$null = New-CometImage 'a {_mark}' @Small -OutFile a.webp");
        RunResult result = await session.RunAsync("Get-CometImageHistory variable:x, a.webp");
        Assert.Equal("variable:x", Assert.Single(result.Errors).TargetObject);
        Assert.Equal($"a {_mark}", Assert.Single(result.Output).Text("Prompt"));
    }

    // A copy of an image of another test has the same hash.
    async Task<IEnumerable<string?>> GetPromptsAsync(ModuleSession session, string script) =>
        (await session.OutputAsync(script)).Select(entry => entry.Text("Prompt"))
            .Where(prompt => prompt!.EndsWith(_mark, StringComparison.Ordinal)).Order();
}
