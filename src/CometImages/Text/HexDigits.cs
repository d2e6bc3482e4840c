namespace CometImages.Text;

/// <summary>Parses hexadecimal digits of a text without allocating a substring.</summary>
static class HexDigits
{
    public static int ParseByte(string text, int index) => (ParseDigit(text[index]) << 4) | ParseDigit(text[index + 1]);

    /// <summary>Returns the value of a digit, or -1 if the character isn't one.</summary>
    public static int ParseDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
