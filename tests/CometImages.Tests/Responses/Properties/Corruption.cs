using CsCheck;

namespace CometImages.Tests.Responses.Properties;

/// <summary>One change of the bytes of a response.</summary>
sealed record Corruption(int Kind, int Position, int Length, byte Byte)
{
    static readonly Gen<byte> Significant = Gen.OneOf([.. "\"\\,:{}[] =*u"u8, (byte)0x00, (byte)0x0A, (byte)0xC3, (byte)0xA9, (byte)0xFF]);

    public static readonly Gen<Corruption> Any = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 1 << 20], Gen.Int[1, 12], Gen.OneOf(Gen.Byte, Significant, Gen.Byte[0x20, 0x7E]),
        (kind, position, length, value) => new Corruption(kind, position, length, value));

    public byte[] Apply(byte[] body)
    {
        if (body.Length == 0)
        {
            return body;
        }

        int position = Position % body.Length;
        int end = Math.Min(body.Length, position + Length);
        return Kind switch
        {
            0 => [.. body[..position], Byte, .. body[(position + 1)..]],
            1 => [.. body[..position], Byte, .. body[position..]],
            2 => [.. body[..position], .. body[end..]],
            3 => body[..position],
            _ => [.. body[..end], .. body[position..]],
        };
    }
}
