using System.Net.Sockets;
using CometImages.Emulator.Hosting;
using Microsoft.AspNetCore.Connections.Features;

namespace CometImages.Emulator.Faults;

/// <summary>The ways in which a connection goes wrong.</summary>
static class Connections
{
    /// <summary>Time for what was written to leave the socket, because a reset throws away what is still in it.</summary>
    const int DrainMs = 50;

    public static async Task StallAsync(Exchange exchange)
    {
        using CancellationTokenSource either = exchange.Either();
        await Task.Delay(Timeout.Infinite, either.Token);
    }

    public static Task CutAsync(Exchange exchange) => throw new BodyCutException();

    public static async Task ResetAfterDrainAsync(Exchange exchange)
    {
        await exchange.DelayAsync(DrainMs);
        await ResetAsync(exchange);
    }

    public static Task ResetAsync(Exchange exchange)
    {
        exchange.Broken = true;
        if (exchange.Context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        exchange.Context.Abort();
        throw new OperationCanceledException("The emulator reset this connection on purpose.");
    }

    public static Action<Exchange> Threshold(Func<Exchange, Task> then, long? afterBytes = null) => exchange =>
        exchange.Context.Response.Body =
            new ThresholdBody(exchange, exchange.Context.Response.Body, exchange.Rule.AfterBytes ?? afterBytes, then);
}
