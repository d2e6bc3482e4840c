using CometImages.PowerShell;
using CometImages.PowerShell.Display;
using Xunit;

namespace CometImages.Tests.Display;

public sealed class TerminalDetectorTests
{
    const string Attributes = "\u001B[c";

    [Theory]
    [InlineData("TERM_PROGRAM=iTerm.app TERM=xterm-256color", TerminalProtocol.ITerm2)]
    [InlineData("LC_TERMINAL=iTerm2 TERM=xterm-256color", TerminalProtocol.ITerm2)]
    [InlineData("TERM_PROGRAM=WezTerm COLORTERM=truecolor", TerminalProtocol.ITerm2)]
    [InlineData("TERM_PROGRAM=mintty", TerminalProtocol.ITerm2)]
    [InlineData("TERM_PROGRAM=ghostty TERM=xterm-ghostty", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-kitty", TerminalProtocol.Kitty)]
    [InlineData("KITTY_WINDOW_ID=1 TERM=xterm-256color", TerminalProtocol.Kitty)]
    [InlineData("TERM=foot", TerminalProtocol.Sixel)]
    [InlineData("TERM=mlterm-256color", TerminalProtocol.Sixel)]
    [InlineData("TERM=xterm MLTERM=3.9.2", TerminalProtocol.Sixel)]
    [InlineData("TERM=dumb COLORTERM=truecolor", TerminalProtocol.None)]
    [InlineData("TERM=linux", TerminalProtocol.None)]
    [InlineData("TERM_PROGRAM=Apple_Terminal TERM=xterm-256color", TerminalProtocol.None)]
    public void The_environment_names_a_terminal_that_is_not_asked(string environment, TerminalProtocol protocol)
    {
        using FakeTerminal terminal = new((Attributes, "\u001B[?62;4c"));
        Assert.Equal(protocol, Detect(environment, terminal));
        Assert.Empty(terminal.ToString());
    }

    [Theory]
    [InlineData("TERM=xterm-256color", "\u001B_Gi=31;OK\u001B\\\u001B[?62;c", TerminalProtocol.Kitty)]
    [InlineData("TERM=xterm-256color", "\u001B[?62;4;22c", TerminalProtocol.Sixel)]
    [InlineData("TERM=xterm-256color", "\u001B[?4c", TerminalProtocol.Sixel)]
    [InlineData("TERM=xterm-256color", "\u001B[?64;14;42c", TerminalProtocol.None)]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", "\u001B[?64;1c", TerminalProtocol.HalfBlock)]
    [InlineData("WT_SESSION=1", "\u001B[?61;4;6;7c", TerminalProtocol.Sixel)]
    [InlineData("WT_SESSION=1", "\u001B[?1;0c", TerminalProtocol.HalfBlock)]
    [InlineData("TERM_PROGRAM=vscode", "\u001B[?62;4;9;22c", TerminalProtocol.Sixel)]
    [InlineData("TERM=tmux-256color TMUX=/tmp/x KITTY_WINDOW_ID=1", "\u001B[?1;2;4c", TerminalProtocol.Sixel)]
    [InlineData("TERM=tmux-256color TMUX=/tmp/x TERM_PROGRAM=tmux", "\u001B[?1;2c", TerminalProtocol.HalfBlock)]
    public void Another_terminal_is_asked_once(string environment, string response, TerminalProtocol protocol)
    {
        using FakeTerminal terminal = new((Attributes, response + "ls"));
        Assert.Equal(protocol, Detect(environment, terminal));

        // What the user typed after the response is still there.
        Assert.Equal("ls", string.Concat(terminal.Pending));
        string kittyRequest = environment.Contains("TMUX", StringComparison.Ordinal) ? "" : "\u001B_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001B\\";
        Assert.Equal(kittyRequest + Attributes, terminal.ToString());
    }

    [Fact]
    public void A_terminal_that_does_not_respond_has_what_the_environment_says()
    {
        using FakeTerminal terminal = new();
        Assert.Equal(TerminalProtocol.HalfBlock, Detect("COLORTERM=truecolor", terminal));
    }

    [Fact]
    public void What_the_user_typed_ahead_stays_and_nothing_is_sent()
    {
        using FakeTerminal terminal = new((Attributes, "\u001B[?62;4c"));
        terminal.Pending.Enqueue('x');
        Assert.Equal(TerminalProtocol.None, Detect("", terminal));
        Assert.Equal("x", string.Concat(terminal.Pending));
        Assert.Empty(terminal.ToString());
    }

    [Fact]
    public void A_terminal_that_cannot_be_asked_has_what_the_environment_says()
    {
        TerminalDetector detector = new(name => name == "COLORTERM" ? "truecolor" : null, query: null);
        Assert.Equal(TerminalProtocol.HalfBlock, detector.DetectProtocol());
        Assert.Equal(new TerminalFeatures(), detector.DetectFeatures());
    }

    [Fact]
    public void The_terminal_reports_its_features()
    {
        using FakeTerminal terminal = new(
            ("\u001B]11;?", "\u001B]11;rgb:1212/3434/5656\u001B\\"),
            ("\u001B[16t", "\u001B[6;18;9t"),
            ("\u001B[?1;1;0S", "\u001B[?1;0;16S"),
            ("\u001B[?2;1;0S", "\u001B[?2;0;1000;800S"),
            (Attributes, "\u001B[?62;4c"));
        TerminalFeatures features = new()
        {
            CellWidth = 9, CellHeight = 18, ColorCount = 16, MaxWidth = 1000, MaxHeight = 800, Background = new Rgb(0x12, 0x34, 0x56),
        };
        Assert.Equal(features, CreateDetector("", terminal).DetectFeatures());
        Assert.Empty(terminal.Pending);
    }

    [Theory]
    [InlineData("\u001B[6;0;0t\u001B[?1;0;0S\u001B[?2;0;0;0S")]
    [InlineData("\u001B[6;99999;99999t\u001B[?1;3;0S\u001B]11;rgb:zz/1/2\a")]
    public void Features_that_make_no_sense_are_ignored(string response)
    {
        using FakeTerminal terminal = new((Attributes, response + "\u001B[?62;4c"));
        Assert.Equal(new TerminalFeatures(), CreateDetector("", terminal).DetectFeatures());
    }

    static TerminalProtocol Detect(string environment, FakeTerminal terminal) => CreateDetector(environment, terminal).DetectProtocol();

    static TerminalDetector CreateDetector(string environment, FakeTerminal terminal)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        TerminalQuery query = new(terminal, terminal, TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        return new TerminalDetector(variables.GetValueOrDefault, query);
    }
}
