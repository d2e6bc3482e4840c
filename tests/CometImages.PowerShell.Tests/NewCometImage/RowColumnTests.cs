using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>The columns of a row that aren't parameters travel with its images.</summary>
public sealed class RowColumnTests
{
    const string Rows = "$rows = [pscustomobject]@{ Prompt = 'one'; Sku = 'A1'; Price = 4.5 }, [pscustomobject]@{ Prompt = 'two'; Sku = 'B2'; Price = 7 }; ";

    const string Copy = "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($images))";

    [Fact]
    public async Task An_image_has_the_other_columns_of_its_row()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(Rows + "$rows | New-CometImage @Small -Count 2 -ThrottleLimit 1");
        Assert.Equal(["A1", "A1", "B2", "B2"], images.Select(image => image.Text("Sku")));
        Assert.Equal(4.5, images[0].Get("Price"));
        Assert.IsType<PSNoteProperty>(images[0].Properties["Sku"]);
        session.AssertSent(
            """{"model":"dall-e-2","prompt":"one","n":2,"size":"256x256"}""",
            """{"model":"dall-e-2","prompt":"two","n":2,"size":"256x256"}""");
    }

    [Theory]
    [InlineData("$images")]
    [InlineData(Copy)]
    public async Task The_columns_are_those_of_the_saved_image_too(string input)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(
            $"{Rows} $images = $rows | New-CometImage @Small; {input} | Save-CometImage");
        Assert.Equal(["A1", "B2"], images.Select(image => image.Text("Sku")));
        Assert.All(images, image => Assert.Equal("CometImages.CometImage", image.BaseObject.GetType().FullName));
    }

    [Fact]
    public async Task A_column_does_not_replace_a_property_of_the_image()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            "[pscustomobject]@{ Prompt = 'one'; RequestId = 'mine'; Path = '/etc/passwd'; PSComputerName = 'far'; Sku = 'A1' } | New-CometImage @Small"));
        Assert.NotEqual("mine", image.Text("RequestId"));
        Assert.Null(image.Text("Path"));
        Assert.Null(image.Properties["PSComputerName"]);
        Assert.Equal("A1", image.Text("Sku"));
    }

    [Fact]
    public async Task The_columns_do_not_travel_with_the_images_of_the_next_row()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync("[pscustomobject]@{ Prompt = 'one'; Sku = 'A1' }, 'two' | New-CometImage @Small");
        Assert.Equal("A1", images[0].Text("Sku"));
        Assert.Null(images[1].Properties["Sku"]);
    }

    [Fact]
    public async Task The_target_object_has_the_columns_and_the_retried_image_too()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 400, Prompt = "two" });
        RunResult result = await session.RunAsync(Rows + "$rows | New-CometImage @Small -ErrorVariable failed; $failed.TargetObject | New-CometImage");
        Assert.Equal("B2 7", $"{Assert.Single(result.Errors).Target().Text("Sku")} {result.Errors[0].Target().Get("Price")}");
        Assert.Equal(["A1", "B2"], result.Output.Select(image => image.Text("Sku")));
    }

    [Fact]
    public async Task Script_blocks_read_any_column_and_the_columns_travel()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            """
            [pscustomobject]@{ Name = 'Mug'; Sku = 'A1'; Seed = 7 } | New-CometImage -Model doubao-seedream-4-0-250828 -Prompt { "Banner: $($_.Name)" } `
                -OutFile { "b/$($_.Sku).jpg" } -Size { '2K' } -AdditionalProperty { @{ seed = $_.Seed } }
            """));
        Assert.Equal("A1", image.Text("Sku"));
        Assert.Equal(["A1.jpg"], session.Folder.NamesIn("b"));
        session.AssertSent("""{"model":"doubao-seedream-4-0-250828","prompt":"Banner: Mug","size":"2K","seed":7}""");
    }

    [Fact]
    public async Task A_script_block_for_the_prompt_alone_is_enough()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject image = Assert.Single(await session.OutputAsync(
            "[pscustomobject]@{ Name = 'Mug'; Sku = 'A1' }, [pscustomobject]@{ Name = ''; Sku = '' } | New-CometImage @Small -Prompt { $_.Name } -OutFile '{Sku}.webp'"));
        Assert.Equal("Mug A1 A1.webp", $"{image.Text("Prompt")} {image.Text("Sku")} {image.FileName()}");
    }

    [Fact]
    public async Task A_row_without_a_prompt_column_is_one_error_with_the_columns_and_each_row_is_counted()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            1..3 | . { process { [pscustomobject]@{ Promt = "row $_"; Sku = $_ } } } | New-CometImage @Small -InformationVariable run
            $run.MessageData.Failed
            """);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CometApi.InvalidRequest", error.Id());
        Assert.Contains("'Promt', 'Sku'", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("row 1", error.Target().Text("Promt"));
        Assert.Equal(3, Assert.Single(result.Output).BaseObject);
        Assert.Empty(session.Requests);
    }

    [Theory]
    [InlineData("-Model dall-e-2", 3)]
    [InlineData("-Model dall-e-2 -Prompt { $_.Prompt }", 3)]
    [InlineData("-Model dall-e-2 -WhatIf", 3)]
    public async Task A_row_that_PowerShell_cannot_bind_is_counted(string parameters, int expected)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            $$"""
            'abc', '1', '0', 'x' | . { process { [pscustomobject]@{ Prompt = "count $_"; Count = $_; Sku = $_ } } } |
                New-CometImage {{parameters}} -InformationVariable run | Out-Null
            $run.MessageData.Failed
            """);
        Assert.Equal(expected, result.Errors.Count);
        Assert.Equal(expected, Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public async Task A_row_of_the_command_line_is_not_counted_as_a_failure()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            """
            $images = New-CometImage one, two @Small -InputObject ([pscustomobject]@{ Sku = 'A1' }) -InformationVariable run
            $images.Sku
            $run.MessageData.Failed
            @() | New-CometImage @Small -InputObject ([pscustomobject]@{ Sku = 'A1' }) -InformationVariable run
            $run.MessageData.Failed
            """);
        Assert.Equal(["A1", "A1", "0", "0"], output.Select(value => value.ToString()));
    }

    [Theory]
    [InlineData("@{ Size = '1024x1024' }", "Cast it to [pscustomobject].")]
    [InlineData("[ordered]@{ Prompt = 'x'; Size = '1024x1024' }", "Cast it to [pscustomobject].")]
    [InlineData("[Collections.Generic.Dictionary[string, string]]::new()", "Cast it to [pscustomobject].")]
    [InlineData("42", "cannot be bound")]
    [InlineData("'text'", "cannot be bound")]
    [InlineData("$null", "cannot be bound")]
    [InlineData("[IO.FileInfo]'/images'", "cannot be bound")]
    [InlineData("[datetime]::UtcNow", "cannot be bound")]
    public async Task With_a_prompt_for_all_rows_an_object_that_binds_to_nothing_is_an_error(string input, string message)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync($"{input} | New-CometImage -Prompt x @Small");
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Theory]
    [InlineData("@{ 'Prompt ' = 'x'; Sku = 1 }", "'Prompt '", "Remove the spaces")]
    [InlineData("@{ 'Prompt;OutFile' = 'x;x.png' }", "'Prompt;OutFile'", "-Delimiter ';'")]
    [InlineData("@{ \"Prompt`tOutFile\" = 'x' }", "'Prompt\tOutFile'", "-Delimiter \"`t\"")]
    public async Task The_error_says_how_the_header_can_be_corrected(string row, string columns, string action)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        ErrorRecord error = await session.ErrorAsync($"[pscustomobject]{row} | New-CometImage @Small");
        Assert.Contains(columns, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }

    [Fact]
    public async Task With_a_prompt_for_all_rows_a_row_without_any_column_of_a_parameter_is_an_error()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            "[pscustomobject]@{ Model = 'dall-e-3' }, [pscustomobject]@{ Modle = 'dall-e-3' } | New-CometImage -Prompt x; "
            + "[pscustomobject]@{ Sku = 'A1' } | New-CometImage -Prompt x -OutFile { \"$($_.Sku).png\" }");
        Assert.Contains("'Modle'", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal(2, session.Requests.Count);
        Assert.Equal(["A1.png"], session.Folder.Names);
    }

    [Theory]
    [InlineData("'one', '', '   ', 'two'")]
    [InlineData("[pscustomobject]@{ Prompt = 'one'; Sku = '1' }, [pscustomobject]@{ Prompt = ''; Sku = $null }, [pscustomobject]@{ Prompt = 'two'; Sku = '' }")]
    [InlineData("[pscustomobject]@{ Prompt = 'one' }, [pscustomobject]@{ Prompt = $null; Sku = ' ' }, 'two'")]
    public async Task Blank_lines_are_skipped(string input)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> images = await session.OutputAsync(input + " | New-CometImage @Small");
        Assert.Equal(["one", "two"], images.Select(image => image.Text("Prompt")));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Prompt = ''; OutFile = 'x.png' } | New-CometImage @Small")]
    [InlineData("[pscustomobject]@{ Prompt = $null; Sku = 'A1' } | New-CometImage @Small")]
    [InlineData("New-CometImage '' @Small")]
    [InlineData("New-CometImage @Small -Prompt '  '")]
    [InlineData("$null | New-CometImage @Small")]
    [InlineData("New-CometImage @Small -Prompt @()")]
    public async Task An_empty_prompt_is_an_error_and_nothing_is_sent(string script)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.ErrorAsync(script);
        Assert.Empty(session.Requests);
    }
}
