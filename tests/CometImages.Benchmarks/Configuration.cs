using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CometImages.Benchmarks.Shell;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;

namespace CometImages.Benchmarks;

/// <summary>How all benchmarks run, and what their tables show.</summary>
static class Configuration
{
    public static IConfig Create() => ManualConfig.CreateEmpty()
        .AddLogger(new StreamLogger(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true }))
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithOutlierMode(OutlierMode.RemoveUpper))
        .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
        .AddColumn(
            StatisticColumn.Median,
            StatisticColumn.Min,
            new ValueColumn("Ratio", "[Median] / [Median of the baseline]", (summary, benchmark) =>
                Compare(summary, benchmark, (median, baseline) => $"{median / baseline:0.00}")),
            new ValueColumn("Difference", "[Median] - [Median of the baseline]", (summary, benchmark) =>
                Compare(summary, benchmark, (median, baseline) => $"{(median - baseline) / 1e6:0.00} ms")),
            new ValueColumn("Peak memory", "Largest working set of the process, and its growth", PeakMemory.Describe))
        .HideColumns(ModuleBuild.All.Count > 1 ? [] : [nameof(ShellBenchmark.Module)])
        .WithSummaryStyle(SummaryStyle.Default.WithTimeUnit(TimeUnit.Millisecond));

    // BenchmarkDotNet's own ratio is a mean, which a single slow iteration changes.
    static string? Compare(Summary summary, BenchmarkCase benchmark, Func<double, double, string> format) =>
        summary[benchmark]?.ResultStatistics is { } statistics
        && summary.GetBaseline(summary.GetLogicalGroupKey(benchmark)) is { } baseline
        && summary[baseline]?.ResultStatistics is { } baselineStatistics
            ? format(statistics.Median, baselineStatistics.Median)
            : null;
}
