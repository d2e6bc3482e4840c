using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>The target object of an error is exactly what is missing, and can be piped back.</summary>
public sealed class TargetObjectTests
{
    [Fact]
    public async Task Piping_the_target_object_back_requests_only_what_failed()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "two" });
        RunResult result = await session.RunAsync(
            """
            'one', 'two', 'three' | New-CometImage @Small -Quality standard -User u1 -ErrorVariable failed
            $failed.TargetObject | New-CometImage
            """);
        Assert.Single(result.Errors);
        Assert.Equal(["one", "three", "two"], result.Output.Select(image => image.Text("Prompt")));
        Assert.Equal(4, session.Requests.Count);
        Assert.Equal(session.Requests.Single(request => request.Status == 400).Body, session.Requests[^1].Body);
    }

    [Fact]
    public async Task Of_several_requests_for_one_row_only_the_failed_one_is_requested_again_with_its_file_name()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Skip = 2 });
        RunResult result = await session.RunAsync(
            """
            New-CometImage x -Model dall-e-3 -Count 4 -OutFile x.webp -ThrottleLimit 1 -ErrorVariable failed
            $failed[0].TargetObject | New-CometImage
            """);
        PSObject target = Assert.Single(result.Errors).Target();
        Assert.Equal(1, target.Get("Count"));
        Assert.Equal([session.Folder["x-3.webp"]], (IEnumerable<string>)target.Get("OutFile")!);
        Assert.Equal(["x-1.webp", "x-2.webp", "x-4.webp", "x-3.webp"], result.Output.Select(image => image.FileName()));
        Assert.Equal(5, session.Requests.Count);
    }

    [Fact]
    public async Task The_target_object_of_an_invalid_response_is_what_the_complete_images_lack()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.BadBase64 });
        RunResult result = await session.RunAsync("New-CometImage x @Small -ResponseFormat Base64 -Count 3 -OutFile x.png -ErrorVariable failed; $failed.TargetObject | New-CometImage");

        PSObject target = Assert.Single(result.Errors).Target();
        Assert.Equal(3, result.Output.Count);
        Assert.Equal(["x-1.png", "x-2.png", "x-3.png"], session.Folder.Names);
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal((int)target.Get("Count")!, session.Bodies[1].GetProperty("n").GetInt32());
        Assert.Contains("may have been made and charged", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_target_object_has_no_API_key_and_no_connection_parameters()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400 });
        ErrorRecord error = await session.ErrorAsync("New-CometImage x @Small -ApiKey $Key -TimeoutSec 10 -MaximumRetryCount 1");
        Assert.Equal(["Model", "Prompt", "Size"], error.Target().Properties.Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_rejected_API_key_nothing_more_is_sent_and_every_row_can_be_piped_back()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 401 });
        RunResult result = await session.RunAsync(
            "'one', 'two', 'three' | New-CometImage @Small -ThrottleLimit 1 -ErrorVariable failed; $failed.TargetObject | New-CometImage -ThrottleLimit 1");
        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("CometApi.Unauthorized", error.Id()));
        Assert.Equal(["one", "two", "three"], result.Output.Select(image => image.Text("Prompt")));
        Assert.Equal(4, session.Requests.Count);
    }
}
