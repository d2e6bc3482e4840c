namespace CometImages.Files;

/// <summary>Two hexadecimal digits of a text as a byte, without making a string of them.</summary>
static class HexPair
{
    public static int Value(string text, int index) => (Digit(text[index]) << 4) | Digit(text[index + 1]);

    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
