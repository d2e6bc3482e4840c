using CometImages.PowerShell.Display;

namespace CometImages.Tests.Display;

/// <summary>A terminal that responds to requests.</summary>
sealed class FakeTerminal(params (string Request, string Response)[] responses) : StringWriter, ITerminalInput
{
    /// <summary>What the terminal sent and the program hasn't read.</summary>
    public Queue<char> Pending { get; } = new();

    public bool HasInput => Pending.Count > 0;

    public override void Write(string? value)
    {
        base.Write(value);
        foreach ((string request, string response) in responses)
        {
            if (value!.Contains(request, StringComparison.Ordinal))
            {
                response.ToList().ForEach(Pending.Enqueue);
            }
        }
    }

    public string Read() => Pending.Dequeue().ToString();
}
