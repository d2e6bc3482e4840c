using System.Text;
using CometImages.Emulator.Journal;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Middleware;

/// <summary>Gives each request an ID, a journal entry, and an end when the client leaves or the emulator stops.</summary>
sealed class JournalMiddleware(RequestDelegate next, RequestJournal journal, HostState state, IHostApplicationLifetime host)
{
    const int MaxBodyLength = 64 << 10;

    readonly ApiKeyRedactor _redactor = new(state.Key);

    public async Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = RequestIdGenerator.Create();
        context.Response.Headers[RequestIdGenerator.Header] = context.TraceIdentifier;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        AbortTracker tracker = new(context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>(), end.Token);
        context.Features.Set<IHttpRequestLifetimeFeature>(tracker);
        RequestRecord record = journal.Add(CreateEntry(context));
        context.Features.Set(record);
        context.Response.OnStarting(() =>
        {
            record.Update(entry => entry with { Status = context.Response.StatusCode });
            return Task.CompletedTask;
        });
        try
        {
            bool isForm = EmulatedRoute.Get(context).HasForm && FormReader.IsForm(context.Request);
            await (isForm ? ReadFormAsync(context, record) : ReadBodyAsync(context, record));
            await next(context);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await new ApiError(error.StatusCode, error.Message).ExecuteAsync(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            throw;
        }
        finally
        {
            journal.Complete(record, tracker.IsAborted && !host.ApplicationStopping.IsCancellationRequested);
        }
    }

    JournalEntry CreateEntry(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new JournalEntry
        {
            Route = EmulatedRoute.Get(context).Name,
            Method = context.Request.Method,
            RawTarget = _redactor.RedactTarget(target),
            Port = context.Connection.LocalPort,
            Headers = _redactor.RedactHeaders(context.Request.Headers),
            HasKey = _redactor.ContainsKey(context.Request, target),
            RequestId = context.TraceIdentifier,
            StartedAt = DateTimeOffset.UtcNow,
        };
    }

    /// <summary>Reads a form into the journal, and onto disk for the endpoint.</summary>
    async Task ReadFormAsync(HttpContext context, RequestRecord record)
    {
        UploadedForm form = await FormReader.ReadAsync(context);
        context.Features.Set(form);
        record.Update(entry => entry with { Parts = [.. form.Parts.Select(part => Redact(part.Content))] });

        JournalPart Redact(JournalPart part) => part with { Value = part.Value is { } text ? _redactor.Redact(text) : null };
    }

    /// <summary>Reads the body into the journal, and into memory for the endpoint.</summary>
    async Task ReadBodyAsync(HttpContext context, RequestRecord record)
    {
        MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        int length = (int)Math.Min(body.Length, MaxBodyLength);
        string text = _redactor.Redact(Encoding.UTF8.GetString(body.GetBuffer(), 0, length));
        record.Update(entry => entry with { Body = length == body.Length ? text : $"{text}… [truncated, {body.Length} bytes]" });
    }
}
