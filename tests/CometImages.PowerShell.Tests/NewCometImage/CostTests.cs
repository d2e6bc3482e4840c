using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

public sealed class CostTests
{
    [Fact]
    public async Task The_cost_of_a_request_is_that_of_its_tokens()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync("New-CometImage x -Model gpt-image-2 -Count 2 -Cost -OutFile x.png");
        Assert.Equal(
            (((long)images[0].Get("InputTokens")! * 4m) + ((long)images[0].Get("OutputTokens")! * 24m)) / 1_000_000, images[0].Get("Cost"));
        Assert.Equal(["Usage", ""], images.Select(image => $"{image.Get("CostBasis")}"));
        Assert.Null(images[1].Get("Cost"));
    }

    [Fact]
    public async Task The_summary_contains_the_sum()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("1..3 | . { process { \"$_\" } } | New-CometImage @Small -Cost -OutFile { \"$_.png\" }");
        result.AssertNoErrors();
        Assert.Contains(", $0.048, ", Assert.Single(result.Information), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_says_that_a_cost_is_not_known()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            "'x' | New-CometImage -Model dall-e-2, lighthouse-image-1 -Cost -InformationVariable run; $run.MessageData.CostBasis");
        result.AssertNoErrors();
        Assert.Contains(", at least $0.016, ", Assert.Single(result.Information), StringComparison.Ordinal);
        Assert.Equal("Unknown", $"{result.Output[^1]}");
    }

    [Fact]
    public async Task Without_the_switch_the_catalog_is_not_read()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("New-CometImage x @Small -OutFile x.png");
        Assert.Null(Assert.Single(result.Output).Get("CostBasis"));
        Assert.DoesNotContain("$", Assert.Single(result.Information), StringComparison.Ordinal);
        Assert.Equal(["generations", "images"], session.Emulator.Journal.Requests.Select(request => request.Route));
    }

    [Fact]
    public async Task A_preference_requests_the_cost_of_every_command()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            "$PSDefaultParameterValues['New-CometImage:Cost'] = $true; 1..3 | . { process { New-CometImage $_.ToString() @Small } }");
        Assert.Equal([0.016m, 0.016m, 0.016m], images.Select(image => (decimal)image.Get("Cost")!));
        Assert.Single(session.Emulator.Journal.Requests, request => request.Route == "catalog");
    }

    [Fact]
    public async Task The_history_has_the_cost_and_an_image_that_is_not_live_keeps_it()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mark = $"the cost in the history {Guid.NewGuid()}";
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            $$"""
            $image = New-CometImage '{{mark}}' @Small -Cost -OutFile x.png
            New-CometImage '{{mark}}' @Small -OutFile y.png | . { process { } }
            Get-CometImageHistory | . { process { if ($_.Prompt -eq '{{mark}}') { "$($_.Cost) $($_.CostBasis)" } } }
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image))
            $copy | Save-CometImage -Destination out
            """);
        Assert.Equal(["0.016 PerRequest", " "], output.Take(2).Select(line => $"{line}"));
        Assert.Equal((0.016m, "PerRequest"), (output[2].Get("Cost"), $"{output[2].Get("CostBasis")}"));
    }

    [Fact]
    public async Task The_rows_beyond_the_maximum_are_errors_that_pipe_back()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            $rows = 1..6 | . { process { [pscustomobject]@{ Prompt = "row $_"; OutFile = "$_.png"; Sku = $_ } } }
            $rows | New-CometImage @Small -MaximumCost 0.05 -ThrottleLimit 3 -ErrorVariable refused -ErrorAction SilentlyContinue
            $refused | . { process { $_.TargetObject } } | New-CometImage -MaximumCost 1
            """);
        Assert.Equal([3, 3], result.Output.Chunk(3).Select(images => images.Length));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], result.Output.Select(image => $"{image.Get("Sku")}").Order());
        Assert.Equal(6, session.Requests.Count);
        Assert.All(result.Output, image => Assert.Equal(0.016m, image.Get("Cost")));
    }

    [Fact]
    public async Task A_refused_row_says_what_the_others_cost()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("'a', 'b', 'c' | New-CometImage @Small -MaximumCost 0.02 -ThrottleLimit 1");
        Assert.Single(result.Output);
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal(
            ("CometApi.BudgetReached", ErrorCategory.QuotaExceeded), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category)));
        Assert.Equal(
            "dall-e-2: b: The request wasn't sent, because of the maximum cost of $0.02. The earlier requests cost $0.016, and such a request can cost $0.016.",
            result.Errors[0].ErrorDetails.Message);
        Assert.Equal("dall-e-2: c: The cause is the same as for 'dall-e-2: b'.", result.Errors[1].ErrorDetails.Message);
        Assert.Single(session.Requests);
    }

    [Fact]
    public async Task An_edit_that_is_priced_by_tokens_needs_a_price()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        const string Script = "$PSDefaultParameterValues['Edit-CometImage:ApiKey'] = $Key; Edit-CometImage 'night' x.png -MaximumCost 1";
        await session.OutputAsync("New-CometImage x -Model gpt-image-2 -OutFile x.png");
        ErrorRecord error = await session.ErrorAsync(Script);
        Assert.StartsWith("CometApi.InvalidRequest", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-PricePerImage", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("x.png", Path.GetFileName((string)((PSObject)error.TargetObject).Properties["Image"].Value));
        PSObject image = Assert.Single(await session.OutputAsync(Script + " -PricePerImage 0.2"));
        Assert.Equal("Unknown", $"{image.Get("CostBasis")}");
        await session.ErrorAsync(Script + " -PricePerImage 2");
    }

    [Fact]
    public async Task An_amount_is_not_negative()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        Assert.Contains("can't be negative", (await session.ErrorAsync("New-CometImage x -MaximumCost -1")).Exception.Message, StringComparison.Ordinal);
        Assert.Contains("can't be negative", (await session.ErrorAsync("New-CometImage x -PricePerImage -1")).Exception.Message, StringComparison.Ordinal);
    }
}
