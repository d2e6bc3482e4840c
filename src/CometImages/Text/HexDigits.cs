namespace CometImages.Text;

/// <summary>Two hexadecimal digits of a text as a byte, without making a string of them.</summary>
static class HexDigits
{
    public static int ParseByte(string text, int index) => (ParseDigit(text[index]) << 4) | ParseDigit(text[index + 1]);

    public static int ParseDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
