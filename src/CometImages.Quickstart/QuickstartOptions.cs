namespace CometImages.Quickstart;

/// <summary>What the command line asks for. Names are PowerShell's: one dash, upper or lower case.</summary>
sealed record QuickstartOptions
{
    /// <summary>The user's own pipeline; null: the demonstration.</summary>
    public string? Command { get; private init; }

    /// <summary>The folder to work in.</summary>
    public string? Path { get; private init; }

    /// <summary>Whether the real service is asked instead of the emulator.</summary>
    public bool Live { get; private init; }

    public bool Help { get; private init; }

    /// <exception cref="ArgumentException">An argument is wrong; the message is for the user.</exception>
    public static QuickstartOptions Read(IEnumerable<string> arguments)
    {
        QuickstartOptions options = new();
        Queue<string> left = new(arguments);
        while (left.TryDequeue(out string? argument))
        {
            options = NameOf(argument) switch
            {
                "command" or "c" => options.Command is null
                    ? options with { Command = Value(argument, left) }
                    : throw new ArgumentException($"{argument} is given twice; it takes one text: -Command '...; ...'."),
                "path" => options with { Path = Value(argument, left) },
                "live" => options with { Live = true },
                "help" or "h" or "?" => options with { Help = true },
                _ => throw new ArgumentException($"'{argument}' is no argument of the quickstart. It takes -Command '...', -Path FOLDER, -Live and -Help."),
            };
        }

        return options;
    }

    static string? NameOf(string argument) =>
        argument is ['-', '-', _, ..] ? argument[2..].ToLowerInvariant()
        : argument is ['-' or '/', _, ..] ? argument[1..].ToLowerInvariant()
        : null;

    static string Value(string argument, Queue<string> left) =>
        left.TryDequeue(out string? value) && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new ArgumentException($"{argument} wants a value, such as {(NameOf(argument) == "path" ? "-Path ./pictures" : "-Command \"'A boat' | New-CometImage\"")}.");
}
