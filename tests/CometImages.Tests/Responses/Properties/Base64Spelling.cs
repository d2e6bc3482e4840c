using CometImages.Tests.Support;
using CsCheck;

namespace CometImages.Tests.Responses.Properties;

/// <summary>Base64 of pictures, most of it right.</summary>
static class Base64Spelling
{
    static readonly Gen<byte[]> Start = Gen.Frequency(
        (6, Gen.Const(ImageBytes.PngStart)),
        (2, Gen.Const(ImageBytes.JpegStart)),
        (2, Gen.Const(ImageBytes.WebPStart)),
        (1, Gen.Const<byte[]>([])));

    static readonly Gen<byte[]> Noise = Gen.Frequency((8, Gen.Byte.Array[0, 120]), (2, Gen.Byte.Array[120, 900]));

    static readonly Gen<string> Right = Gen.Select(Start, Noise, (start, noise) => Convert.ToBase64String([.. start, .. noise]));

    static readonly Gen<int> Place = Gen.Int[0, 1 << 20];

    public static readonly Gen<string> Text = Gen.Frequency(
        (12, Right),
        (4, Gen.Select(Right, Gen.Select(Place, Gen.OneOf(" ", "\n", "\r\n", "\t", "   ")).Array[1, 6], Insert)),
        (2, Gen.Select(Right, Gen.Char["ABCDefghXYZ019+/"], StrayBits)),
        (1, Gen.Select(Right, Gen.Select(Place, Gen.OneOf("=", "==", "====", "*", "-", "_", "é", "€", "\u0001", "\f", "\"", "\\", "\u2028", "A")).Array[1, 1], Insert)),
        (1, Gen.Select(Right, Right, (one, other) => one + other)),
        (1, Right.Select(text => text.TrimEnd('='))),
        (1, Gen.Select(Right, Place, (text, place) => text[..(place % (text.Length + 1))])),
        (1, Gen.OneOf("", " ", "=", "==", "A", "A===", "null", "iVBORw0KGgo=", "iVBORw0KGgp=", "iVBORw0KGgo")));

    static string Insert(string text, (int Place, string What)[] insertions)
    {
        foreach ((int place, string what) in insertions)
        {
            text = text.Insert(place % (text.Length + 1), what);
        }

        return text;
    }

    // The character before the padding has bits that mean nothing.
    static string StrayBits(string text, char last)
    {
        int padding = text.Length - text.TrimEnd('=').Length;
        return padding == 0 ? text : text[..^(padding + 1)] + last + text[^padding..];
    }
}
