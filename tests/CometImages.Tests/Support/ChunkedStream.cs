namespace CometImages.Tests.Support;

/// <summary>A body that arrives in segments of the given sizes, which repeat.</summary>
sealed class ChunkedStream(byte[] body, IReadOnlyList<int> sizes) : MemoryStream(body)
{
    int _reads;

    // All other overloads call this one.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, sizes[_reads++ % sizes.Count]));
}
