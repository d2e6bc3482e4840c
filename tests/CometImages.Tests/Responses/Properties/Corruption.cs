using CsCheck;

namespace CometImages.Tests.Responses.Properties;

/// <summary>One thing that goes wrong with the bytes of an answer.</summary>
sealed record Corruption(int Kind, int Place, int Length, byte Byte)
{
    static readonly Gen<byte> Telling = Gen.OneOf([.. "\"\\,:{}[] =*u"u8, (byte)0x00, (byte)0x0A, (byte)0xC3, (byte)0xA9, (byte)0xFF]);

    public static readonly Gen<Corruption> Any = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 1 << 20], Gen.Int[1, 12], Gen.OneOf(Gen.Byte, Telling, Gen.Byte[0x20, 0x7E]),
        (kind, place, length, value) => new Corruption(kind, place, length, value));

    public byte[] Apply(byte[] body)
    {
        if (body.Length == 0)
        {
            return body;
        }

        int place = Place % body.Length;
        int end = Math.Min(body.Length, place + Length);
        return Kind switch
        {
            0 => [.. body[..place], Byte, .. body[(place + 1)..]],
            1 => [.. body[..place], Byte, .. body[place..]],
            2 => [.. body[..place], .. body[end..]],
            3 => body[..place],
            _ => [.. body[..end], .. body[place..]],
        };
    }
}
