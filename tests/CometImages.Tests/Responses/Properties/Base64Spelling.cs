using CometImages.Tests.Support;
using CsCheck;

namespace CometImages.Tests.Responses.Properties;

/// <summary>Base64 of images, most of it valid.</summary>
static class Base64Spelling
{
    static readonly Gen<byte[]> Start = Gen.Frequency(
        (6, Gen.Const(ImageBytes.PngStart)),
        (2, Gen.Const(ImageBytes.JpegStart)),
        (2, Gen.Const(ImageBytes.WebPStart)),
        (1, Gen.Const<byte[]>([])));

    static readonly Gen<byte[]> Noise = Gen.Frequency((8, Gen.Byte.Array[0, 120]), (2, Gen.Byte.Array[120, 900]));

    static readonly Gen<string> Valid = Gen.Select(Start, Noise, (start, noise) => Convert.ToBase64String([.. start, .. noise]));

    static readonly Gen<int> Position = Gen.Int[0, 1 << 20];

    public static readonly Gen<string> Text = Gen.Frequency(
        (12, Valid),
        (4, Gen.Select(Valid, Gen.Select(Position, Gen.OneOf(" ", "\n", "\r\n", "\t", "   ")).Array[1, 6], Insert)),
        (2, Gen.Select(Valid, Gen.Char["ABCDefghXYZ019+/"], ExcessBits)),
        (1, Gen.Select(Valid, Gen.Select(Position, Gen.OneOf("=", "==", "====", "*", "-", "_", "é", "€", "\u0001", "\f", "\"", "\\", "\u2028", "A")).Array[1, 1], Insert)),
        (1, Gen.Select(Valid, Valid, (one, other) => one + other)),
        (1, Valid.Select(text => text.TrimEnd('='))),
        (1, Gen.Select(Valid, Position, (text, position) => text[..(position % (text.Length + 1))])),
        (1, Gen.OneOf("", " ", "=", "==", "A", "A===", "null", "iVBORw0KGgo=", "iVBORw0KGgp=", "iVBORw0KGgo")));

    static string Insert(string text, (int Position, string Text)[] insertions)
    {
        foreach ((int position, string inserted) in insertions)
        {
            text = text.Insert(position % (text.Length + 1), inserted);
        }

        return text;
    }

    // The last character before the padding has bits that belong to no byte.
    static string ExcessBits(string text, char last)
    {
        int padding = text.Length - text.TrimEnd('=').Length;
        return padding == 0 ? text : text[..^(padding + 1)] + last + text[^padding..];
    }
}
