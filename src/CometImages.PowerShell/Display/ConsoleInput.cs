namespace CometImages.PowerShell.Display;

/// <summary>The input of the console. .NET disables its echo when it's first read.</summary>
sealed class ConsoleInput : ITerminalInput
{
    public bool HasInput => Console.KeyAvailable;

    // .NET reads an escape character and the character after it as one key.
    public string Read()
    {
        ConsoleKeyInfo key = Console.ReadKey(intercept: true);
        string text = key.KeyChar == '\0' ? string.Empty : key.KeyChar.ToString();
        return (key.Modifiers & ConsoleModifiers.Alt) != 0 ? "\u001B" + text : text;
    }
}
