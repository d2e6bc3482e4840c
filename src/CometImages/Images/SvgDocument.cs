using System.Buffers.Text;

namespace CometImages.Images;

/// <summary>
/// An image that's a text. Only the start tag of its root element and what is before it are read. Entities and references aren't resolved.
/// </summary>
static class SvgDocument
{
    static readonly (byte[] Start, EndFinder FindEnd)[] s_prolog =
    [
        ("\uFEFF"u8.ToArray(), _ => 3),
        ("<?"u8.ToArray(), markup => FindEnd(markup, "?>"u8)),
        ("<!--"u8.ToArray(), markup => FindEnd(markup, "-->"u8)),
        ("<!DOCTYPE"u8.ToArray(), FindDoctypeEnd),
    ];

    delegate int EndFinder(ReadOnlySpan<byte> markup);

    static ReadOnlySpan<byte> RootStart => "<svg"u8;

    /// <summary>Returns whether a text starts like an SVG document, or null if that depends on the rest of the text.</summary>
    public static bool? IsStart(ReadOnlySpan<byte> text) => FindRoot(text, out _);

    public static ImageHeader ReadHeader(ImageHeaderReader file)
    {
        Span<byte> buffer = stackalloc byte[ImageFileFormat.MaxSignatureLength];
        FindRoot(file.ReadUpTo(buffer), out ReadOnlySpan<byte> tag);
        long width = 0;
        long height = 0;
        scoped ReadOnlySpan<byte> viewBox = default;
        while (TryReadAttribute(ref tag, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            if (name.SequenceEqual("width"u8))
            {
                width = ParsePixels(value);
            }
            else if (name.SequenceEqual("height"u8))
            {
                height = ParsePixels(value);
            }
            else if (name.SequenceEqual("viewBox"u8))
            {
                viewBox = value;
            }
        }

        return width > 0 && height > 0 ? new ImageHeader(width, height, hasAlpha: true) : ParseViewBox(viewBox);
    }

    /// <summary>Returns whether a text ends with the end tag of the root element.</summary>
    public static bool HasEndTag(ReadOnlySpan<byte> lastBytes)
    {
        ReadOnlySpan<byte> endTag = "</svg>"u8;
        int end = lastBytes.LastIndexOf(endTag);
        return end >= 0 && SkipWhiteSpace(lastBytes.Slice(end + endTag.Length)).IsEmpty;
    }

    // Returns null if the text ends before the name of the root element, whose tag is what follows the name.
    static bool? FindRoot(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> tag)
    {
        tag = default;
        while (GetPrologLength(text = SkipWhiteSpace(text)) is { } length)
        {
            if (length < 0)
            {
                return null;
            }

            text = text.Slice(length);
        }

        if (!text.StartsWith(RootStart))
        {
            return RootStart.StartsWith(text) ? null : false;
        }

        tag = text.Slice(RootStart.Length);
        return tag.IsEmpty ? null : IsWhiteSpace(tag[0]) || tag[0] is (byte)'>' or (byte)'/';
    }

    // Returns the length of the markup at the start of a text, -1 if the text ends before the markup does, or null for other text.
    static int? GetPrologLength(ReadOnlySpan<byte> text)
    {
        foreach ((byte[] start, EndFinder findEnd) in s_prolog)
        {
            if (text.StartsWith(start))
            {
                return findEnd(text);
            }

            if (start.AsSpan().StartsWith(text))
            {
                return -1;
            }
        }

        return null;
    }

    static int FindEnd(ReadOnlySpan<byte> markup, ReadOnlySpan<byte> terminator)
    {
        int end = markup.IndexOf(terminator);
        return end < 0 ? -1 : end + terminator.Length;
    }

    // Declarations between brackets, quoted texts, and comments can contain an angle bracket that isn't the end.
    static int FindDoctypeEnd(ReadOnlySpan<byte> markup)
    {
        bool inBrackets = false;
        int length;
        for (int i = 0; i < markup.Length; i += length)
        {
            ReadOnlySpan<byte> rest = markup.Slice(i);
            length = 1;
            switch ((char)rest[0])
            {
                case '>' when !inBrackets:
                    return i + 1;
                case '[' or ']':
                    inBrackets = rest[0] == '[';
                    break;
                case '"' or '\'':
                    length += FindEnd(rest.Slice(1), rest.Slice(0, 1));
                    break;
                case '<' when rest.StartsWith("<!--"u8):
                    length = FindEnd(rest, "-->"u8);
                    break;
            }

            if (length <= 0)
            {
                return -1;
            }
        }

        return -1;
    }

    // Removes an attribute from the rest of a tag. Returns false at the end of the tag or of the text.
    static bool TryReadAttribute(ref ReadOnlySpan<byte> tag, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        tag = SkipWhiteSpace(tag);
        int length = 0;
        while (length < tag.Length && !IsWhiteSpace(tag[length]) && tag[length] is not ((byte)'=' or (byte)'/' or (byte)'>'))
        {
            length++;
        }

        name = tag.Slice(0, length);
        value = default;
        tag = SkipWhiteSpace(tag.Slice(length));
        if (name.IsEmpty || tag.IsEmpty || tag[0] != '=')
        {
            return false;
        }

        tag = SkipWhiteSpace(tag.Slice(1));
        ReadOnlySpan<byte> quote = tag.Slice(0, Math.Min(1, tag.Length));
        if (!quote.SequenceEqual("\""u8) && !quote.SequenceEqual("'"u8))
        {
            return false;
        }

        tag = tag.Slice(1);
        length = tag.IndexOf(quote);
        if (length < 0)
        {
            return false;
        }

        value = tag.Slice(0, length);
        tag = tag.Slice(length + 1);
        return true;
    }

    // Returns 0 for a length that isn't in pixels, such as 100%.
    static long ParsePixels(ReadOnlySpan<byte> value)
    {
        value = SkipWhiteSpace(value);
        bool isNumber = TryParseNumber(ref value, out double number);
        return isNumber && (value.StartsWith("px"u8) || SkipWhiteSpace(value).IsEmpty) ? ToPixels(number) : 0;
    }

    // A view box is the left and the top edge, the width, and the height.
    static ImageHeader ParseViewBox(ReadOnlySpan<byte> value)
    {
        Span<double> numbers = stackalloc double[4];
        foreach (ref double number in numbers)
        {
            value = SkipWhiteSpace(value);
            value = SkipWhiteSpace(value.StartsWith(","u8) ? value.Slice(1) : value);
            if (!TryParseNumber(ref value, out number))
            {
                break;
            }
        }

        return new ImageHeader(ToPixels(numbers[2]), ToPixels(numbers[3]), hasAlpha: true);
    }

    static bool TryParseNumber(ref ReadOnlySpan<byte> text, out double number)
    {
        bool isNumber = Utf8Parser.TryParse(text, out number, out int consumed);
        text = text.Slice(consumed);
        return isNumber;
    }

    static long ToPixels(double number) => number is > 0 and <= int.MaxValue ? (long)Math.Round(number) : 0;

    static ReadOnlySpan<byte> SkipWhiteSpace(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (start < text.Length && IsWhiteSpace(text[start]))
        {
            start++;
        }

        return text.Slice(start);
    }

    static bool IsWhiteSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
