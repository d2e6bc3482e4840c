using System.Globalization;

namespace CometImages.PowerShell.Settings;

/// <summary>The environment variables in which a scheduler or a CI service tells each process its shard.</summary>
/// <param name="Index">The variable with the number of the process.</param>
/// <param name="Count">The variable with the number of processes.</param>
/// <param name="First">The number of the first process, if no variable contains it.</param>
/// <param name="FirstVariable">The variable with the number of the first process, or null.</param>
/// <param name="StepVariable">The variable with the difference of the numbers of two processes, or null.</param>
sealed record ShardVariables(string Index, string Count, int First, string? FirstVariable = null, string? StepVariable = null)
{
    public const string Shard = "COMETIMAGES_SHARD";

    static readonly ShardVariables[] s_all =
    [
        // https://slurm.schedmd.com/job_array.html
        new("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0, "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP"),

        // https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/
        new("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0),

        // https://docs.gitlab.com/ci/yaml/#parallel
        new("CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
    ];

    /// <summary>Gets the names of the variables, for messages.</summary>
    public static IEnumerable<string> Names => s_all.Select(variables => variables.Index).Prepend(Shard);

    /// <summary>Reads the shard, and the variables that specify it. Returns false if no variable does.</summary>
    public static bool TryRead(out ImageShard? shard, out string source)
    {
        if (Get(Shard) is { } text)
        {
            shard = ImageShard.TryParse(text);
            source = $"{Shard} ('{text}')";
            return true;
        }

        ShardVariables? variables = Array.Find(s_all, variables => Get(variables.Index) is not null);
        shard = variables?.ReadShard();
        source = variables is null ? string.Empty : $"{variables.Index} ('{Get(variables.Index)}') and {variables.Count} ('{Get(variables.Count)}')";
        return variables is not null;
    }

    ImageShard? ReadShard()
    {
        int step = GetNumber(StepVariable) ?? 1;
        int? offset = GetNumber(Index) - (GetNumber(FirstVariable) ?? First);
        return step > 0 && offset % step == 0 ? ImageShard.TryCreate((offset / step) + 1, GetNumber(Count)) : null;
    }

    static int? GetNumber(string? name) =>
        name is not null && int.TryParse(Get(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    static string? Get(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
