using System.Management.Automation;
using CometImages.Emulator;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.Errors;

/// <summary>The common parameters work as with every cmdlet.</summary>
public sealed class CommonParameterTests
{
    [Fact]
    public async Task A_failed_prompt_is_a_nonterminating_error_in_the_order_of_the_input()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Status, Status = 400, Prompt = "two" });
        IReadOnlyList<PSObject> all = (await session.RunAsync("'one', 'two', 'three' | New-CometImage @Small 2>&1")).Output;
        Assert.Equal(["one", "two", "three"], all.Select(item => item.BaseObject is ErrorRecord error ? error.Target().Text("Prompt") : item.Text("Prompt")));
        Assert.IsType<ErrorRecord>(all[1].BaseObject);
    }

    [Fact]
    public async Task SilentlyContinue_and_ErrorVariable_work()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Faults.Add(new FaultRule { Fault = FaultNames.Status, Status = 400 });
        RunResult result = await session.RunAsync("New-CometImage x @Small -ErrorAction SilentlyContinue -ErrorVariable failed; $?; $failed.Count; $failed[0].Exception.StatusCode");
        Assert.Empty(result.Errors);
        Assert.Equal(["False", "1", "400"], result.Output.Select(item => item.ToString()));
    }
}
