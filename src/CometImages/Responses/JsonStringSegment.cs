using CometImages.Text;

namespace CometImages.Responses;

/// <summary>What the buffer contains of a JSON string after its opening quote.</summary>
/// <param name="Length">The number of contiguous bytes of the string, from its start.</param>
/// <param name="Next">The index at which reading continues.</param>
/// <param name="IsTerminated">Whether the closing quote is included.</param>
/// <param name="Error">Why the string is invalid, or null.</param>
readonly record struct JsonStringSegment(int Length, int Next, bool IsTerminated, string? Error = null)
{
    const string BadEscape = "The response isn't valid JSON: a string contains an unknown escape.";

    // A character that base64 doesn't contain, so that the decoder rejects it.
    const byte Illegal = (byte)'!';

    /// <summary>Removes escapes and white space in place, so that the base64 characters are contiguous.</summary>
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

    /// <summary>Finds the closing quote.</summary>
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

    // Returns 2 or 6, 0 if the escape continues beyond the buffer, or -1 if it isn't valid.
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

                return code is '+' or '/' or '-' or '_' or '=' or ' ' or '\n' or '\r' or '\t' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
                    ? (byte)code
                    : Illegal;
            default:
                return Illegal;
        }
    }
}
