using System.Globalization;
using System.Text.RegularExpressions;
using CometImages.Text;

namespace CometImages.PowerShell.Display;

/// <summary>Detects what a terminal can display.</summary>
/// <param name="getVariable">Gets an environment variable.</param>
/// <param name="query">Asks the terminal, or null if it can't be asked.</param>
sealed class TerminalDetector(Func<string, string?> getVariable, TerminalQuery? query)
{
    // A request to load one pixel without displaying it. See "Querying support and available transmission mediums" in kitty's protocol.
    const string KittyRequest = "\u001B_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001B\\";

    // The background color, the size of a character, and the number of colors and the size of sixel graphics (XTSMGRAPHICS).
    const string FeaturesRequest = "\u001B]11;?\u001B\\\u001B[16t\u001B[?1;1;0S\u001B[?2;1;0S";

    const string SixelAttribute = "4";

    static readonly Regex s_kittyResponse = new("_Gi=31;OK");
    static readonly Regex s_backgroundResponse =
        new("]11;rgba?:([0-9a-f]{2})[0-9a-f]*/([0-9a-f]{2})[0-9a-f]*/([0-9a-f]{2})", RegexOptions.IgnoreCase);
    static readonly Regex s_cellResponse = new(@"\[6;(\d{1,4});(\d{1,4})t");
    static readonly Regex s_colorResponse = new(@"\[\?1;0;(\d{1,5})S");
    static readonly Regex s_sizeResponse = new(@"\[\?2;0;(\d{1,5});(\d{1,5})S");

    /// <summary>Detects the best protocol: first by the environment, and then by a request to the terminal.</summary>
    public TerminalProtocol DetectProtocol()
    {
        bool isDirect = TerminalHint.Find(TerminalHint.Multiplexers, getVariable) is null;
        if (isDirect && TerminalHint.Find(TerminalHint.Graphics, getVariable) is { } protocol)
        {
            return protocol;
        }

        if (query is not null && query.TrySend(isDirect ? KittyRequest : string.Empty, out string response, out IReadOnlyList<string> attributes))
        {
            if (s_kittyResponse.IsMatch(response))
            {
                return TerminalProtocol.Kitty;
            }

            if (attributes.Contains(SixelAttribute))
            {
                return TerminalProtocol.Sixel;
            }
        }

        return TerminalHint.Find(TerminalHint.Colors, getVariable) ?? TerminalProtocol.None;
    }

    /// <summary>Asks the terminal for the features of its sixel graphics.</summary>
    public TerminalFeatures DetectFeatures()
    {
        TerminalFeatures features = new();
        if (query is null || !query.TrySend(FeaturesRequest, out string response, out _))
        {
            return features;
        }

        if (GetNumbers(s_cellResponse, response) is { Length: > 0 } cell)
        {
            features = features with { CellWidth = cell[1], CellHeight = cell[0] };
        }

        if (GetNumbers(s_colorResponse, response) is { Length: > 0 } colors)
        {
            features = features with { ColorCount = Math.Min(colors[0], features.ColorCount) };
        }

        if (GetNumbers(s_sizeResponse, response) is { Length: > 0 } size)
        {
            features = features with { MaxWidth = Math.Min(size[0], features.MaxWidth), MaxHeight = Math.Min(size[1], features.MaxHeight) };
        }

        if (s_backgroundResponse.Match(response) is { Success: true, Groups: var channels })
        {
            features = features with { Background = new Rgb(GetChannel(channels[1]), GetChannel(channels[2]), GetChannel(channels[3])) };
        }

        return features;
    }

    static byte GetChannel(Group digits) => (byte)HexDigits.ParseByte(digits.Value, 0);

    // Empty if a number is missing or zero.
    static int[] GetNumbers(Regex pattern, string response)
    {
        IEnumerable<Group> groups = pattern.Match(response).Groups.Cast<Group>().Skip(1);
        int[] numbers = [.. groups.Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))];
        return numbers.Contains(0) ? [] : numbers;
    }
}
