using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace CometImages.Benchmarks;

/// <summary>A column that is in a table if one of its benchmarks has a value.</summary>
sealed class ValueColumn(string name, string legend, Func<Summary, BenchmarkCase, string?> getValue) : IColumn
{
    public string Id => name;
    public string ColumnName => name;
    public string Legend => legend;
    public bool AlwaysShow => true;
    public bool IsNumeric => true;
    public UnitType UnitType => UnitType.Dimensionless;
    public ColumnCategory Category => ColumnCategory.Custom;
    public int PriorityInCategory => 0;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => getValue(summary, benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => getValue(summary, benchmarkCase) ?? "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
