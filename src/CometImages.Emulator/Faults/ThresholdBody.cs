using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Faults;

/// <summary>Lets so many bytes out and then does what its fault does.</summary>
sealed class ThresholdBody(Exchange exchange, Stream inner, long? afterBytes, Func<Exchange, Task> then) : BodyFilter
{
    const long WhenLengthIsUnknown = 1024;

    long _left = -1;

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left < 0)
            _left = afterBytes ?? (exchange.Context.Response.ContentLength / 2) ?? WhenLengthIsUnknown;
        int now = (int)Math.Min(_left, buffer.Length);
        _left -= now;
        await inner.WriteAsync(buffer[..now], cancellationToken);
        if (_left > 0)
            return;
        await inner.FlushAsync(cancellationToken);
        await then(exchange);
    }
}
