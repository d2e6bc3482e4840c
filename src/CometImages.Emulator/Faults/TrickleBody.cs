using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Faults;

/// <summary>Lets a body out at a steady, slow pace.</summary>
sealed class TrickleBody(Exchange exchange, Stream inner, int bytesPerSecond) : BodyFilter
{
    const int TicksPerSecond = 20;

    readonly int _slice = Math.Max(1, bytesPerSecond / TicksPerSecond);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlyMemory<byte> slice = buffer[..Math.Min(buffer.Length, _slice)];
            buffer = buffer[slice.Length..];
            await inner.WriteAsync(slice, cancellationToken);
            await inner.FlushAsync(cancellationToken);
            await exchange.DelayAsync(Math.Max(1, 1000 * slice.Length / bytesPerSecond));
        }
    }
}
