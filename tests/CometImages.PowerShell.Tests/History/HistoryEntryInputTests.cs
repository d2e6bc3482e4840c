using System.Management.Automation;
using System.Text.Json;
using CometImages.PowerShell.Tests.EditCometImage;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.History;

/// <summary>An entry of the history pipes to the cmdlet that sends its request again.</summary>
public sealed class HistoryEntryInputTests
{
    // Braces in the name of a file are doubled.
    const string OutFile = "a{{1}}.png";

    readonly string _mark = Guid.NewGuid().ToString("N");

    string InDoubt => $"Get-CometImageHistory -Status InDoubt | Where-Object Prompt -EQ {_mark}";

    [Theory]
    [InlineData("-Model gpt-image-2 -Quality low -Background opaque -User 'u {1}' -OutputFormat jpeg -OutputCompression 50")]
    [InlineData("-Model doubao-seedream-4-0-250828 -Size 1024x768 -AdditionalProperty @{ watermark = $false; map = @{ a = 1, 2.5, $null } }")]
    [InlineData("-Model grok-imagine-image -AspectRatio 4:3 -Resolution 2k -Count 2")]
    [InlineData("-Model unknown-model -Style odd -Moderation low -OutFile 'a{{1}}.png'")]
    public async Task The_same_request_is_sent_again(string parameters)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 504 });
        RunResult result = await session.RunAsync($"New-CometImage {_mark} {parameters}; {InDoubt} | New-CometImage");
        Assert.Equal("CometApi.ServerError", Assert.Single(result.Errors).Id());
        Assert.NotEmpty(result.Output);
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal(session.Requests[0].Body, session.Requests[1].Body);
    }

    [Fact]
    public async Task The_same_edit_is_sent_again()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 504 });
        RunResult result = await session.RunAsync(
            $$"""
            $options = @{ InputFidelity = 'high'; Model = 'gpt-image-1'; OutFile = '{{OutFile}}' }
            Edit-CometImage {{_mark}} boat.png -ReferenceImage sky.jpg, sea.webp -Mask mask.png @options
            {{InDoubt}} | Edit-CometImage
            """);
        Assert.Single(result.Errors);
        Assert.Equal("a{1}.png", Assert.Single(result.Output).FileName());
        Assert.Equal(session.Folder["boat.png"], result.Output[0].Text("SourceImage"));
        Assert.Equal(2, session.Edits.Count);
        Assert.Equal(session.Edits[0].Parts!, session.Edits[1].Parts!);
    }

    [Fact]
    public async Task Only_the_missing_images_are_requested_again()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Cut });
        await session.RunAsync($"New-CometImage {_mark} -Quality low -Count 3 -OutFile 'a{{{{x}}}}.png'");
        Assert.Equal(["a{x}-1.png"], session.Folder.Names);
        PSObject entry = Assert.Single(await session.OutputAsync(InDoubt));
        Assert.Equal(2, entry.Get("Count"));
        Assert.Equal([session.Folder["a{{x}}-2.png"], session.Folder["a{{x}}-3.png"]], (string[])entry.Get("OutFile")!);
        Assert.Equal(session.Folder["a{x}-1.png"], Assert.Single(await session.OutputAsync($"({InDoubt}).Images")).Text("Path"));

        Assert.Equal(2, (await session.OutputAsync($"{InDoubt} | New-CometImage")).Count);
        Assert.Equal([3, 2], session.Bodies.Select(body => body.GetProperty("n").GetInt32()));
        Assert.Equal(["a{x}-1.png", "a{x}-2.png", "a{x}-3.png"], session.Folder.Names);
    }

    [Fact]
    public async Task The_columns_of_the_entry_do_not_travel_to_the_image()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 504 });
        RunResult result = await session.RunAsync(
            $"New-CometImage {_mark} -Quality low; {InDoubt} | New-CometImage; New-CometImage plain -Quality low");
        Assert.Single(result.Errors);
        Assert.Equal(result.Output[1].Properties.Select(property => property.Name), result.Output[0].Properties.Select(property => property.Name));
    }

    [Theory]
    [InlineData("$entry | New-CometImage")]
    [InlineData("$entry, [pscustomobject]@{ Prompt = 'next' } | New-CometImage -Model gpt-image-2")]
    public async Task The_entry_of_an_edit_is_an_error_of_New_CometImage(string script)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 504 });
        await session.RunAsync($"Edit-CometImage {_mark} boat.png");
        await session.OutputAsync($"$entry = {InDoubt}");
        RunResult result = await session.RunAsync(script);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("Edit-CometImage", error.ErrorDetails?.RecommendedAction ?? error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(session.Requests, request => JsonElement.Parse(request.Body).GetProperty("prompt").GetString() == _mark);
        Assert.Equal(result.Output.Count, session.Requests.Count);
        Assert.Single(session.Edits);
    }

    [Fact]
    public async Task The_entry_of_a_creation_is_an_error_of_Edit_CometImage()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 504 });
        await session.RunAsync($"New-CometImage {_mark} -Quality low");
        ErrorRecord error = await session.ErrorAsync($"{InDoubt} | Edit-CometImage");
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Empty(session.Edits);
    }
}
