using System.Management.Automation.Host;

namespace CometImages.Quickstart.Host;

/// <summary>
/// The two streams of the console. What a command gives goes to the one, all that is said about it to the other, so that the output
/// can be sent into a file. Safe to use from any thread: there is one line of progress, and everybody must step around it.
/// </summary>
sealed class Screen
{
    const int WidthOfFiles = 120;
    const string EraseLine = "\r\e[K";

    readonly Lock _lock = new();
    readonly bool _errorTakesColour = Terminal.TakesColour(Console.IsErrorRedirected);
    bool _progressShows;

    public bool OutputTakesColour { get; } = Terminal.TakesColour(Console.IsOutputRedirected);

    /// <summary>Whether an error was written.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The columns of a terminal; a file has 120.</summary>
    public static int Width => Console.IsOutputRedirected || Terminal.Width is not { } width ? WidthOfFiles : width;

    public void Write(string text)
    {
        lock (_lock)
        {
            ClearProgress();
            Console.Out.Write(PSHostUserInterface.GetOutputString(text, OutputTakesColour));
        }
    }

    public void WriteLine(string text, Colour colour = Colour.None) => Write(Paint(text, colour, OutputTakesColour) + Environment.NewLine);

    public void WriteError(string text)
    {
        HasErrors = true;
        WriteMessage(text, Colour.Red);
    }

    /// <summary>Says something beside the output.</summary>
    public void WriteNote(string text) => WriteMessage(text, Colour.Grey);

    public void WriteMessage(string text, Colour colour)
    {
        // The engine has its own colours for parts of a message; here the message has one.
        string plain = PSHostUserInterface.GetOutputString(text, supportsVirtualTerminal: false);
        lock (_lock)
        {
            ClearProgress();
            Console.Error.WriteLine(Paint(plain, colour, _errorTakesColour));
        }
    }

    /// <summary>Shows how far something is, on a terminal; null takes it away.</summary>
    public void ShowProgress(string? text)
    {
        if (!_errorTakesColour)
            return;
        lock (_lock)
        {
            ClearProgress();
            if (text is null)
                return;
            int longest = Math.Max(1, (Terminal.Width ?? WidthOfFiles) - 1);
            Console.Error.Write(text.Length > longest ? text[..longest] : text);
            _progressShows = true;
        }
    }

    void ClearProgress()
    {
        if (_progressShows)
            Console.Error.Write(EraseLine);
        _progressShows = false;
    }

    static string Paint(string text, Colour colour, bool takesColour) =>
        colour == Colour.None || !takesColour ? text : $"\e[{(int)colour}m{text}\e[0m";
}
