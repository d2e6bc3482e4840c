using System.Text;
using System.Text.Json;

namespace CometImages.Tests.Responses.Properties;

/// <summary>A body, the pieces in which it arrives, and the reader's buffer.</summary>
sealed record ResponseCase(byte[] Body, int[] Reads, int BufferSize)
{
    public override string ToString() =>
        $"buffer {BufferSize}, reads {string.Join(' ', Reads)}, body {JsonSerializer.Serialize(Encoding.Latin1.GetString(Body))}";
}
