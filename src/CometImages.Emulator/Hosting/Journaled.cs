using CometImages.Emulator.Answers;
using CometImages.Emulator.Journal;

namespace CometImages.Emulator.Hosting;

/// <summary>Wraps a route: request id, journal, and what becomes of a request that its client or a fault breaks off.</summary>
sealed class Journaled(EmulatorState state)
{
    public RequestDelegate Route(string name, Func<Exchange, Task> answer) => context => RunAsync(name, answer, context);

    async Task RunAsync(string name, Func<Exchange, Task> answer, HttpContext context)
    {
        string requestId = RequestIds.Next();
        context.Response.Headers[RequestIds.Header] = requestId;
        RequestRecord record = new(name, context, requestId, state.Key);
        Exchange exchange = new(context, state, record, requestId);
        context.Response.OnStarting(
            static started =>
            {
                Exchange exchange = (Exchange)started;
                if (!exchange.IsOver) // headers that come later reach nobody
                    exchange.Record.Status = exchange.Context.Response.StatusCode;
                return Task.CompletedTask;
            },
            exchange);
        state.Journal.Begin(record);
        try
        {
            await answer(exchange);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await exchange.RefuseAsync(ApiError.Invalid("", error.Message) with { Status = error.StatusCode });
        }
        catch (OperationCanceledException)
        {
            // The client left, or the host stops, or a fault reset the connection: there is nobody to answer.
            exchange.Abandoned = !state.Stopping.IsCancellationRequested;
            exchange.IsOver = true;
            context.Abort();
        }
        finally
        {
            state.Journal.End(record, exchange.Abandoned && !exchange.Broken);
        }
    }
}
