namespace CometImages.Emulator.Pictures.Padding;

/// <summary>Bytes that do not compress and are the same each time (xorshift).</summary>
static class Filler
{
    public static void Fill(Span<byte> bytes)
    {
        ulong state = 0x2545F4914F6CDD1D ^ (ulong)bytes.Length;
        while (!bytes.IsEmpty)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            if (bytes.Length < sizeof(ulong))
            {
                bytes[0] = (byte)state;
                bytes = bytes[1..];
                continue;
            }

            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, state);
            bytes = bytes[sizeof(ulong)..];
        }
    }
}
