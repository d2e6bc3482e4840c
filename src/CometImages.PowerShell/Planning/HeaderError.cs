namespace CometImages.PowerShell.Planning;

/// <summary>Explains why the columns of a row aren't those of a request.</summary>
static class HeaderError
{
    // The delimiters of other programs, as PowerShell writes them.
    static readonly Dictionary<string, string> s_delimiters = new() { [";"] = "';'", ["\t"] = "\"`t\"", ["|"] = "'|'" };

    /// <param name="columns">The columns of the row.</param>
    /// <param name="missingColumn">The name of the column that the row lacks, or null if it has no column that is a parameter.</param>
    public static CometApiException Create(IReadOnlyList<string> columns, string? missingColumn)
    {
        string missing = missingColumn is null ? "column with the name of a parameter" : missingColumn + " column";
        string present = string.Join(", ", columns.Select(column => $"'{column}'"));
        return new CometApiException(
            CometErrorKind.InvalidRequest,
            columns.Count == 0 ? $"The input has no {missing}." : $"The input has no {missing}. Its columns are {present}.",
            GetRecommendedAction(columns, missingColumn));
    }

    static string GetRecommendedAction(IReadOnlyList<string> columns, string? missingColumn)
    {
        if (columns.Count == 1 && s_delimiters.Keys.FirstOrDefault(text => columns[0].IndexOf(text, StringComparison.Ordinal) >= 0) is { } delimiter)
        {
            return $"Specify the delimiter of the file: Import-Csv -Delimiter {s_delimiters[delimiter]}.";
        }

        return columns.Any(column => column.Trim() != column)
            ? "Remove the spaces around the names in the header."
            : $"Rename a column, or specify the parameter as a script block, such as -{missingColumn ?? "Prompt"} {{ $_.Title }}.";
    }
}
