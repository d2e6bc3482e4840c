using CometImages.Text;

namespace CometImages.Responses;

/// <summary>What is in the buffer of a JSON string whose opening quote has been read.</summary>
/// <param name="Length">How many bytes of it stand in one run from where it began.</param>
/// <param name="Next">Where reading goes on.</param>
/// <param name="IsTerminated">Whether the closing quote was reached.</param>
/// <param name="Error">Why it is no JSON string, or null.</param>
readonly record struct JsonStringSegment(int Length, int Next, bool IsTerminated, string? Error = null)
{
    const string BadEscape = "The answer is not correct JSON: a string has an unknown escape.";

    // Stands for a character that base64 does not have, so that the decoder refuses it.
    const byte Illegal = (byte)'!';

    /// <summary>Takes escapes and white space out, in place, so that what is left of base64 stands in one run.</summary>
    public static JsonStringSegment Unescape(byte[] buffer, int start, int end)
    {
        int read = start;
        int write = start;
        while (read < end)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(read, end - read);
            int hit = rest.IndexOfAny((byte)'"', (byte)'\\', (byte)' ');
            int run = hit < 0 ? rest.Length : hit;
            if (read != write)
            {
                rest.Slice(0, run).CopyTo(buffer.AsSpan(write));
            }

            read += run;
            write += run;
            if (hit < 0)
            {
                break;
            }

            if (buffer[read] == '"')
            {
                return new(write - start, read + 1, IsTerminated: true);
            }

            if (buffer[read] == ' ')
            {
                read++;
                continue;
            }

            int length = EscapeLength(buffer.AsSpan(read, end - read));
            if (length == 0)
            {
                break;
            }

            if (length < 0)
            {
                return new(0, read, IsTerminated: false, BadEscape);
            }

            byte meant = DecodeEscape(buffer.AsSpan(read, length));
            if (meant is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                buffer[write++] = meant;
            }

            read += length;
        }

        return new(write - start, read, IsTerminated: false);
    }

    /// <summary>Looks for the closing quote only.</summary>
    public static JsonStringSegment Skip(byte[] buffer, int start, int end)
    {
        int read = start;
        while (read < end)
        {
            int hit = buffer.AsSpan(read, end - read).IndexOfAny((byte)'"', (byte)'\\');
            if (hit < 0)
            {
                read = end;
                break;
            }

            read += hit;
            if (buffer[read] == '"')
            {
                return new(read - start, read + 1, IsTerminated: true);
            }

            int length = EscapeLength(buffer.AsSpan(read, end - read));
            if (length == 0)
            {
                break;
            }

            if (length < 0)
            {
                return new(0, read, IsTerminated: false, BadEscape);
            }

            read += length;
        }

        return new(read - start, read, IsTerminated: false);
    }

    // 2 or 6; 0 when it goes on beyond the buffer; less when there is no such escape.
    static int EscapeLength(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 2)
        {
            return 0;
        }

        if (escape[1] != 'u')
        {
            return "\"\\/bfnrt"u8.IndexOf(escape[1]) >= 0 ? 2 : -1;
        }

        for (int i = 2; i < 6; i++)
        {
            if (i == escape.Length)
            {
                return 0;
            }

            if (HexDigits.ParseDigit((char)escape[i]) < 0)
            {
                return -1;
            }
        }

        return 6;
    }

    static byte DecodeEscape(ReadOnlySpan<byte> escape)
    {
        switch (escape[1])
        {
            case (byte)'n' or (byte)'r' or (byte)'t':
                return (byte)' ';
            case (byte)'/':
                return (byte)'/';
            case (byte)'u':
                int code = 0;
                foreach (byte digit in escape.Slice(2))
                {
                    code = (code << 4) | HexDigits.ParseDigit((char)digit);
                }

                return code is '+' or '/' or '=' or ' ' or '\n' or '\r' or '\t' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
                    ? (byte)code
                    : Illegal;
            default:
                return Illegal;
        }
    }
}
