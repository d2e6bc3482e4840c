using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>The target object of an error is exactly what is missing, and can be piped back.</summary>
public sealed class RetryTests
{
    const string Rows =
        """
        $rows = $(
            [pscustomobject]@{
                Image = 'boat.png'; ReferenceImage = 'sky.jpg', 'sea.webp'; Mask = 'mask.png'; Prompt = 'one'; OutFile = 'a{{1}}.png'; Sku = 'A1'
            }
            [pscustomobject]@{ Image = 'sky.jpg'; Prompt = 'two'; OutFile = 'b.png'; Sku = 'B2' }
        )
        """;

    [Fact]
    public async Task Piping_the_target_object_back_sends_the_same_edit()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 400, Prompt = "one" });
        RunResult result = await session.RunAsync(
            Rows + "; $rows | Edit-CometImage -Quality low -User u1 -ThrottleLimit 1 -ErrorVariable failed; $failed.TargetObject | Edit-CometImage");
        PSObject target = Assert.Single(result.Errors).Target();
        Assert.Equal(
            ["Prompt", "Quality", "User", "Image", "ReferenceImage", "Mask", "OutFile", "Sku"], target.Properties.Select(property => property.Name));
        Assert.Equal(["sky.jpg B2 b.png", "boat.png A1 a{1}.png"], result.Output.Select(
            image => $"{Path.GetFileName(image.Text("SourceImage"))} {image.Text("Sku")} {image.FileName()}"));
        const string Fields = "quality=low; output_format=png; user=u1";
        const string First = $"model=gpt-image-2; prompt=one; {Fields}; image[]=boat.png; image[]=sky.jpg; image[]=sea.webp; mask=mask.png";
        session.AssertEdits(First, $"model=gpt-image-2; prompt=two; {Fields}; image=sky.jpg", First);
    }

    [Fact]
    public async Task Of_two_images_only_the_missing_one_is_requested_again()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.Fewer });
        RunResult result = await session.RunAsync(
            "Edit-CometImage x boat.png -Mask mask.png -Count 2 -OutFile x.png -ErrorVariable failed; $failed.TargetObject | Edit-CometImage");
        PSObject target = Assert.Single(result.Errors).Target();
        Assert.Equal((1, session.Folder["x-2.png"]), (target.Get("Count"), Assert.Single((IEnumerable<string>)target.Get("OutFile")!)));
        Assert.Equal((session.Folder["boat.png"], session.Folder["mask.png"], "x"), (target.Get("Image"), target.Get("Mask"), target.Get("Prompt")));
        Assert.Contains("may have been made and charged", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(["x-1.png", "x-2.png"], result.Output.Select(image => image.FileName()));
        session.AssertEdits(
            "model=gpt-image-2; prompt=x; n=2; output_format=png; image=boat.png; mask=mask.png",
            "model=gpt-image-2; prompt=x; n=1; output_format=png; image=boat.png; mask=mask.png");
    }

    [Fact]
    public async Task After_a_timeout_the_error_says_that_the_edit_may_have_been_charged_and_can_be_piped_back()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.Stall });
        RunResult result = await session.RunAsync(
            "Edit-CometImage x boat.png -TimeoutSec 1 -ErrorVariable failed; $failed.TargetObject | Edit-CometImage");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CometApi.Timeout", error.Id());
        Assert.StartsWith("gpt-image-2: x (boat.png): ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("may have been made and charged", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["boat.png"], result.Output.Sources());
        Assert.Equal(2, session.Edits.Count);
    }

    [Fact]
    public async Task A_rejected_edit_can_be_corrected_and_piped_back()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Folder.Write("text.png", "a text"u8);
        RunResult result = await session.RunAsync(
            """
            Edit-CometImage x text.png -Mask mask.png -OutFile out/x.png -ErrorVariable failed
            [IO.File]::Copy("$Folder/boat.png", "$Folder/text.png", $true)
            $failed.TargetObject | Edit-CometImage
            """);
        Assert.Single(result.Errors);
        Assert.Equal(["text.png"], result.Output.Sources());
        Assert.Equal(["x.png"], session.Folder.NamesIn("out"));
    }

    [Fact]
    public async Task The_target_object_of_an_image_that_was_downloaded_is_its_URL()
    {
        await using ModuleSession session = await EditSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Route = "edits", Fault = FaultNames.Respond, Status = 400 });
        RunResult result = await session.RunAsync(
            "$image = New-CometImage x @Small; $image | Edit-CometImage y -ErrorVariable failed; $image.Url; $failed.TargetObject | Edit-CometImage");
        Assert.Equal(result.Output[0].ToString(), Assert.Single(result.Errors).Target().Text("Image"));
        Assert.Equal(result.Output[0].ToString(), result.Output[1].Text("SourceImage"));
        Assert.Equal(2, session.Edits.Count);
    }

    [Theory]
    [InlineData("Edit-CometImage", "Image")]
    [InlineData("New-CometImage -Model doubao-seedream-5-0-260128", null)]
    public async Task A_request_of_a_stopped_command_can_be_piped_back(string command, string? imageColumn)
    {
        await using ModuleSession session = await EditSession.StartAsync();
        string mark = Guid.NewGuid().ToString("N");
        (string route, string images) = imageColumn is null
            ? ("generations", "-ReferenceImage boat.png, sky.jpg, sea.webp")
            : ("edits", "-Image boat.png -ReferenceImage sky.jpg, sea.webp -Mask mask.png");
        session.Emulator.Faults.Add(new FaultRule { Route = route, Fault = FaultNames.Stall });
        Task arrived = ModuleSession.WhenAsync(() => session.Emulator.Journal.Requests.Any(request => request.Fault is not null));
        await session.RunAsync($"{command} {mark} {images} -OutFile 'a{{{{1}}}}.png'", interruption: arrived);

        PSObject record = Assert.Single(await session.OutputAsync($"Get-CometImageHistory -Status InDoubt | Where-Object Prompt -EQ {mark}"));
        Assert.Equal(imageColumn, record.Properties["Image"]?.Name);
        session.Set("Record", record);
        PSObject image = Assert.Single(await session.OutputAsync("$Record | " + command));
        Assert.Equal("a{1}.png", image.FileName());
        JournalEntry[] requests = [.. session.Emulator.Journal.Requests.Where(request => request.Route == route)];
        Assert.Equal(2, requests.Length);
        Assert.Equal(requests[0].Body, requests[1].Body);
        Assert.Equal(requests[0].Parts ?? [], requests[1].Parts ?? []);
    }
}
