namespace CometImages.Benchmarks.Comparing;

/// <summary>A table as README shows it: names on the left, numbers on the right.</summary>
sealed class MarkdownTable(params string[] titles)
{
    readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        int[] widths = [.. titles.Select((title, column) => _rows.Max(row => row[column].Length) is var widest ? Math.Max(title.Length, widest) : 0)];
        Console.WriteLine(Line(titles, widths));
        Console.WriteLine(Line([.. widths.Select((width, column) => new string('-', column == 0 ? width : width - 1) + (column == 0 ? "" : ":"))], widths));
        _rows.ForEach(row => Console.WriteLine(Line(row, widths)));
        Console.WriteLine();
    }

    static string Line(string[] cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |";
}
