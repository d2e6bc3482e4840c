namespace CometImages.Emulator.Faults;

/// <summary>A request that a rule hits, and what the faults have in common.</summary>
sealed class FaultContext(HttpContext http, FaultRule rule, RequestDelegate next)
{
    public HttpContext Http => http;

    public HttpResponse Response => http.Response;

    public FaultRule Rule => rule;

    /// <summary>Runs the endpoint.</summary>
    public Task ContinueAsync() => next(http);

    /// <summary>Waits until the time is up, or throws when the client leaves or the emulator stops.</summary>
    public Task DelayAsync(int milliseconds) => Task.Delay(milliseconds, http.RequestAborted);

    /// <summary>Runs the endpoint and returns its body instead of sending it.</summary>
    public async Task<byte[]> CaptureBodyAsync()
    {
        Stream body = Response.Body;
        using MemoryStream captured = new();
        Response.Body = captured;
        try
        {
            await ContinueAsync();
        }
        finally
        {
            Response.Body = body;
        }

        return captured.ToArray();
    }

    /// <summary>Makes the headers of the rule replace those of the response, whichever it is.</summary>
    public void ReplaceHeaders() => Response.OnStarting(() =>
    {
        foreach ((string name, string value) in rule.Headers)
        {
            Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    });

    /// <summary>Sends bytes now, and the headers before them.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await Response.Body.WriteAsync(bytes, http.RequestAborted);
        await Response.Body.FlushAsync(http.RequestAborted);
    }

    /// <summary>Returns the part of a body that <see cref="FaultRule.AfterBytes"/> specifies.</summary>
    public ReadOnlyMemory<byte> GetPart(byte[] body, long? defaultLength = null) =>
        body.AsMemory(0, (int)Math.Min(rule.AfterBytes ?? defaultLength ?? (body.Length / 2), body.Length));
}

/// <summary>Ends a response early: the server then closes the connection although the body is incomplete.</summary>
sealed class BrokenConnectionException() : IOException("The emulator broke this connection on purpose.");
