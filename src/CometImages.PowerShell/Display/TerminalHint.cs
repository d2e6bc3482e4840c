using System.Text.RegularExpressions;

namespace CometImages.PowerShell.Display;

/// <summary>What the value of an environment variable says about the terminal.</summary>
sealed class TerminalHint(string variable, string pattern, TerminalProtocol protocol)
{
    const string Any = ".";

    /// <summary>The terminals that display images.</summary>
    public static readonly IReadOnlyList<TerminalHint> Graphics =
    [
        new("TERM", "^(dumb|linux)$", TerminalProtocol.None),
        new("TERM_PROGRAM", "^Apple_Terminal$", TerminalProtocol.None),
        new("TERM_PROGRAM", "^(iTerm\\.app|WezTerm|mintty)$", TerminalProtocol.ITerm2),
        new("TERM_PROGRAM", "^ghostty$", TerminalProtocol.Kitty),
        new("TERM", "^xterm-(kitty|ghostty)$", TerminalProtocol.Kitty),
        new("TERM", "^(foot|mlterm|contour|yaft)", TerminalProtocol.Sixel),

        // SSH forwards this variable, and the terminals that set the next ones start programs of their own.
        new("LC_TERMINAL", "^iTerm2$", TerminalProtocol.ITerm2),
        new("KITTY_WINDOW_ID", Any, TerminalProtocol.Kitty),
        new("MLTERM", Any, TerminalProtocol.Sixel),
    ];

    /// <summary>The programs between the terminal and PowerShell, whose features aren't those of the terminal.</summary>
    public static readonly IReadOnlyList<TerminalHint> Multiplexers =
    [
        new("TMUX", Any, TerminalProtocol.Auto),
        new("STY", Any, TerminalProtocol.Auto),
        new("ZELLIJ", Any, TerminalProtocol.Auto),
        new("TERM", "^(tmux|screen)", TerminalProtocol.Auto),
    ];

    /// <summary>The terminals that display 24-bit colors.</summary>
    public static readonly IReadOnlyList<TerminalHint> Colors =
    [
        new("COLORTERM", "^(truecolor|24bit)$", TerminalProtocol.HalfBlock),
        new("TERM", "-direct$", TerminalProtocol.HalfBlock),
        new("TERM_PROGRAM", "^(vscode|tmux)$", TerminalProtocol.HalfBlock),
        new("KONSOLE_VERSION", Any, TerminalProtocol.HalfBlock),
        new("WT_SESSION", Any, TerminalProtocol.HalfBlock),
        new("OS", "^Windows_NT$", TerminalProtocol.HalfBlock),
    ];

    /// <summary>Returns the protocol of the first hint that applies, or null.</summary>
    public static TerminalProtocol? Find(IEnumerable<TerminalHint> hints, Func<string, string?> getVariable) =>
        hints.FirstOrDefault(hint => hint.Applies(getVariable))?.Protocol;

    TerminalProtocol Protocol => protocol;

    bool Applies(Func<string, string?> getVariable) =>
        getVariable(variable) is { } value && Regex.IsMatch(value, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
