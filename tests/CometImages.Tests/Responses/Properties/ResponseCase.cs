using System.Text;
using System.Text.Json;

namespace CometImages.Tests.Responses.Properties;

/// <summary>A body, the sizes of the segments in which it arrives, and the size of the buffer of the reader.</summary>
sealed record ResponseCase(byte[] Body, int[] Reads, int BufferSize)
{
    public override string ToString() =>
        $"buffer {BufferSize}, reads {string.Join(' ', Reads)}, body {JsonSerializer.Serialize(Encoding.Latin1.GetString(Body))}";
}
