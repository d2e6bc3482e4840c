using CometImages.Emulator.Answers;
using CometImages.Emulator.Generations;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Faults;

/// <summary>
/// What a fault is: a name, a line for the help page, where it may strike, and what it does at which moment of an answer.
/// </summary>
sealed record FaultKind(string Name, string Description, IReadOnlyList<string> Routes)
{
    /// <summary>Milliseconds before anything happens, when the rule says nothing.</summary>
    public int DefaultDelayMs { get; init; }

    /// <summary>Acts before the route does: on headers, or by putting a filter before the body.</summary>
    public Action<Exchange>? Prepare { get; init; }

    /// <summary>Answers in the route's stead.</summary>
    public Func<Exchange, Task>? Instead { get; init; }

    /// <summary>Changes the pictures and members of a generation's answer.</summary>
    public Action<ImagesAnswer, Exchange>? Items { get; init; }

    /// <summary>Changes the finished answer.</summary>
    public Func<Answer, Exchange, Answer>? Bytes { get; init; }
}
