namespace CometImages.Tests.Support;

/// <summary>A body that arrives in pieces of the sizes given, over and over; every read ends at once.</summary>
sealed class ChunkedStream(byte[] body, IReadOnlyList<int> sizes) : MemoryStream(body)
{
    int _reads;

    // Every other way to read comes here.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, sizes[_reads++ % sizes.Count]));
}
