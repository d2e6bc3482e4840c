using CometImages.Emulator.Faults;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Pictures;

/// <summary>Notes a client that left, which the platform's file result keeps to itself.</summary>
sealed class WatchedBody(Exchange exchange, Stream inner) : BodyFilter
{
    const int SliceBytes = 256 << 10;

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            for (; buffer.Length > SliceBytes; buffer = buffer[SliceBytes..])
                await inner.WriteAsync(buffer[..SliceBytes], cancellationToken);

            // As in AnswerWriter: who goes once everything is there did not leave early.
            await inner.WriteAsync(buffer, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            exchange.Abandoned = true;
            throw;
        }
    }
}
