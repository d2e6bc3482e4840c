namespace CometImages.PowerShell.Planning;

/// <summary>Explains why the columns of a row aren't those of a request.</summary>
static class HeaderError
{
    // The delimiters of other programs, as PowerShell writes them.
    static readonly Dictionary<string, string> s_delimiters = new() { [";"] = "';'", ["\t"] = "\"`t\"", ["|"] = "'|'" };

    /// <param name="columns">The columns of the row.</param>
    /// <param name="isPromptSpecified">Whether the prompt isn't one of the row.</param>
    public static CometApiException Create(IReadOnlyList<string> columns, bool isPromptSpecified)
    {
        string missing = isPromptSpecified ? "column with the name of a parameter" : "Prompt column";
        string present = string.Join(", ", columns.Select(column => $"'{column}'"));
        return new CometApiException(
            CometErrorKind.InvalidRequest,
            columns.Count == 0 ? $"The input has no {missing}." : $"The input has no {missing}. Its columns are {present}.",
            GetRecommendedAction(columns));
    }

    static string GetRecommendedAction(IReadOnlyList<string> columns)
    {
        if (columns.Count == 1 && s_delimiters.Keys.FirstOrDefault(text => columns[0].IndexOf(text, StringComparison.Ordinal) >= 0) is { } delimiter)
        {
            return $"Specify the delimiter of the file: Import-Csv -Delimiter {s_delimiters[delimiter]}.";
        }

        return columns.Any(column => column.Trim() != column)
            ? "Remove the spaces around the names in the header."
            : "Rename a column, or specify the parameter as a script block, such as -Prompt { $_.Title }.";
    }
}
