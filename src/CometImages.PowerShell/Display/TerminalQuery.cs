using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace CometImages.PowerShell.Display;

/// <summary>Asks the terminal for its features.</summary>
sealed class TerminalQuery(TextWriter output, ITerminalInput input, TimeSpan timeout, CancellationToken cancellationToken)
{
    // Every terminal responds to a request for its device attributes, so its response ends that of any other request.
    const string AttributesRequest = "\u001B[c";

    static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(2);
    static readonly Regex s_attributes = new(@"\[\?([\d;]*)c\z");

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request, which can be empty.</param>
    /// <param name="response">What the terminal responded, which is removed from its input.</param>
    /// <param name="attributes">The device attributes of the terminal.</param>
    /// <returns>
    /// Whether the terminal responded. Nothing is sent if the user has typed ahead, because the response couldn't be read without that text.
    /// </returns>
    public bool TrySend(string request, out string response, out IReadOnlyList<string> attributes)
    {
        response = string.Empty;
        attributes = [];
        if (input.HasInput)
        {
            return false;
        }

        output.Write(request + AttributesRequest);
        output.Flush();
        StringBuilder received = new();
        Stopwatch elapsed = Stopwatch.StartNew();
        while (elapsed.Elapsed < timeout)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!input.HasInput)
            {
                Thread.Sleep(s_pollInterval);
                continue;
            }

            response = received.Append(input.Read()).ToString();
            if (s_attributes.Match(response) is { Success: true } match)
            {
                attributes = match.Groups[1].Value.Split(';');
                return true;
            }
        }

        return false;
    }
}
