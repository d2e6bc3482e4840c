using System.Buffers;
using System.Runtime.InteropServices;

namespace CometImages;

/// <summary>Members of newer platforms, so that shared code has one spelling.</summary>
static class PlatformExtensions
{
    static readonly LockedRandom s_random = new();

    extension(Random)
    {
        public static Random Shared => s_random;
    }

    extension(Convert)
    {
        public static string ToHexString(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", string.Empty);
    }

    extension(Task)
    {
        public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken) =>
            timeProvider.Delay(delay, cancellationToken);
    }

    extension(Stream stream)
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            // Every buffer of this module is an array.
            MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment);
            return new(stream.ReadAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken));
        }

        public Task WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
        {
            MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment);
            return stream.WriteAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken);
        }

        public int Read(Span<byte> bytes)
        {
            byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
            try
            {
                int read = stream.Read(copy, 0, bytes.Length);
                copy.AsSpan(0, read).CopyTo(bytes);
                return read;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(copy);
            }
        }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
            try
            {
                bytes.CopyTo(copy);
                stream.Write(copy, 0, bytes.Length);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(copy);
            }
        }
    }

    extension(HttpContent content)
    {
        public Task<Stream> ReadAsStreamAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.ReadAsStreamAsync();
        }
    }

    sealed class LockedRandom : Random
    {
        public override double NextDouble()
        {
            lock (this)
            {
                return base.NextDouble();
            }
        }
    }
}
