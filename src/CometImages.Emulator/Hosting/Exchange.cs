using CometImages.Emulator.Answers;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;

namespace CometImages.Emulator.Hosting;

/// <summary>One request and its answer, with all that the routes and faults need.</summary>
sealed class Exchange(HttpContext context, EmulatorState state, RequestRecord record, string requestId)
{
    public HttpContext Context { get; } = context;

    public EmulatorState State { get; } = state;

    public RequestRecord Record { get; } = record;

    /// <summary>The id in header and messages; null when a fault took it away.</summary>
    public string? RequestId { get; private set; } = requestId;

    /// <summary>The fault that hit this request.</summary>
    public FaultKind? Fault { get; private set; }

    /// <summary>The rule that brought <see cref="Fault"/>.</summary>
    public FaultRule Rule { get; private set; } = new() { Fault = FaultNames.Status };

    /// <summary>Whether the client left while something was still to be sent.</summary>
    public bool Abandoned { get; set; }

    /// <summary>Whether the connection is given up.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether it was us who broke the connection.</summary>
    public bool Broken { get; set; }

    public async Task<byte[]> ReadBodyAsync()
    {
        using MemoryStream body = new();
        await Context.Request.Body.CopyToAsync(body, Context.RequestAborted);
        byte[] bytes = body.ToArray();
        State.Journal.KeepBody(Record, bytes, State.Key);
        return bytes;
    }

    /// <summary>Looks for a fault and lets it act first.</summary>
    /// <returns>True when the fault has answered and nothing is left to do.</returns>
    public async Task<bool> MeetFaultAsync(string? prompt, string? model)
    {
        if (State.Faults.Pick(Record.Route, prompt, model) is not { } hit)
            return false;
        (Fault, Rule) = (hit.Kind, hit.Rule);
        Record.Fault = hit.Kind.Name;
        if ((Rule.DelayMs ?? Fault.DefaultDelayMs) is > 0 and int delay)
            await DelayAsync(delay);
        Fault.Prepare?.Invoke(this);
        if (Fault.Instead is null)
            return false;
        await Fault.Instead(this);
        return true;
    }

    /// <summary>Waits without a thread; ends early, with an exception, when the client leaves or the host stops.</summary>
    public async Task DelayAsync(int milliseconds)
    {
        using CancellationTokenSource either = Either();
        await Task.Delay(milliseconds, either.Token);
    }

    public CancellationTokenSource Either() => CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted, State.Stopping);

    public Task RefuseAsync(ApiError error) => AnswerWriter.WriteAsync(this, Answer.Of(error, RequestId));

    public void DropRequestId()
    {
        RequestId = null;
        Context.Response.Headers.Remove(RequestIds.Header);
    }
}
