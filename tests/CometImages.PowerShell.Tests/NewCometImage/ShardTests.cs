using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.NewCometImage;

/// <summary>-Shard divides the requests of a batch among processes.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ShardTests : IDisposable
{
    static readonly string[] s_variables =
    [
        "COMETIMAGES_SHARD", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP",
        "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", "CI_NODE_INDEX", "CI_NODE_TOTAL",
    ];

    readonly (string Name, string? Value)[] _before = [.. s_variables.Select(name => (name, Environment.GetEnvironmentVariable(name)))];

    public ShardTests() => Set(string.Empty);

    public void Dispose() => Array.ForEach(_before, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));

    static void Set(string variables)
    {
        Array.ForEach(s_variables, name => Environment.SetEnvironmentVariable(name, null));
        foreach (string variable in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = variable.Split('=');
            Environment.SetEnvironmentVariable(parts[0], parts[1]);
        }
    }

    [Fact]
    public async Task The_shards_request_each_row_once_in_any_order()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            $rows = 1..30 | ForEach-Object { [pscustomobject]@{ Prompt = 'A boat'; OutFile = "$_.webp" } }
            foreach ($shard in '1/3', @{ Index = 2; Count = 3 }, [pscustomobject]@{ Index = '3'; Count = '3' }) {
                $rows = $rows[($rows.Count - 1)..0]
                $rows | New-CometImage @Small -Shard $shard -Verbose
            }
            """);
        result.AssertNoErrors();
        Assert.Equal(Enumerable.Range(1, 30).Select(row => $"{row}.webp").Order(), result.Output.Select(image => image.FileName()).Order());
        Assert.Equal(30, session.Requests.Count);
        string[] summaries = [.. result.Verbose.Where(line => line.StartsWith("Shard ", StringComparison.Ordinal))];
        Assert.Equal(3, summaries.Length);
        Assert.All(summaries.Zip([1, 2, 3]), item => Assert.Matches($"^Shard {item.Second}/3 doesn't contain \\d+ of the 30 requests\\.$", item.First));
    }

    [Fact]
    public async Task Each_prompt_and_model_of_the_command_line_is_a_request()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        const string Command = "New-CometImage ([string[]](1..10)) -Model dall-e-2, gpt-image-2 -OutFile ([string[]](1..20) -replace '$', '.png') -WarningAction Ignore";
        await session.OutputAsync($"{Command} -Shard 1/2; {Command} -Shard 2/2");
        Assert.Equal(
            from model in (string[])["dall-e-2", "gpt-image-2"]
            from prompt in Enumerable.Range(1, 10)
            orderby $"{model} {prompt}"
            select $"{model} {prompt}",
            session.Bodies.Select(body => $"{body.GetProperty("model")} {body.GetProperty("prompt")}").Order());

        // Each request has the file that it has without shards.
        Assert.Equal(20, session.Folder.NamesIn(".").Count);
    }

    [Theory]
    [InlineData("COMETIMAGES_SHARD=2/5", "2/5")]
    [InlineData("COMETIMAGES_SHARD=2/5 CI_NODE_INDEX=1 CI_NODE_TOTAL=3", "2/5")]
    [InlineData("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=0", "1/8")]
    [InlineData("SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=1", "8/8")]
    [InlineData("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_STEP=4", "2/3")]
    [InlineData("JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=4", "1/4")]
    [InlineData("JOB_COMPLETION_INDEX=3 JOB_COMPLETIONS=4", "4/4")]
    [InlineData("CI_NODE_INDEX=3 CI_NODE_TOTAL=3", "3/3")]
    public async Task Auto_reads_the_environment(string variables, string expected)
    {
        Set(variables);
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync("New-CometImage a -Shard auto -WhatIf -Verbose");
        result.AssertNoErrors();
        Assert.Contains($"Shard {expected} ", string.Join('\n', result.Verbose), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "", "No environment variable specifies the shard")]
    [InlineData("auto", "JOB_COMPLETION_INDEX=3", "JOB_COMPLETIONS ('')")]
    [InlineData("auto", "COMETIMAGES_SHARD=9/8", "'9/8'")]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1", "'9'")]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2", "'2'")]
    [InlineData("0/8", "", "'0/8' isn't a valid shard")]
    [InlineData("9/8", "", "'9/8' isn't a valid shard")]
    [InlineData("3", "", "'3' isn't a valid shard")]
    [InlineData("1/2/3", "", "'1/2/3' isn't a valid shard")]
    [InlineData("a/b", "", "such as 3/8")]
    public async Task An_invalid_shard_is_an_error_and_nothing_is_requested(string shard, string variables, string expected)
    {
        Set(variables);
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"'a', 'b' | New-CometImage -Shard '{shard}'");
        Assert.Contains(expected, Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(session.Requests);
    }
}
