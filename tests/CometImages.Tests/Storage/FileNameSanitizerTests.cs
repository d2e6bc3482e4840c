using System.Text;
using CometImages.Storage;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class FileNameSanitizerTests
{
    [Theory]
    [InlineData("a boat", "a-boat")]
    [InlineData("a   boat / at: sea", "a-boat-at-sea")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("/etc/passwd", "etc-passwd")]
    [InlineData(@"C:\Windows\System32\x", "C-Windows-System32-x")]
    [InlineData(@"\\server\share", "server-share")]
    [InlineData("..", "image")]
    [InlineData("...", "image")]
    [InlineData("", "image")]
    [InlineData("   ", "image")]
    [InlineData("///", "image")]
    [InlineData("\u200B\u200F", "image")]
    [InlineData("name...", "name")]
    [InlineData("name. . .", "name")]
    [InlineData(".hidden", "hidden")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData(" nul ", "_nul")]
    [InlineData("NUL.tar.gz", "_NUL.tar.gz")]
    [InlineData("COM1.png", "_COM1.png")]
    [InlineData("com\u00B2", "_com\u00B2")]
    [InlineData("LPT9", "_LPT9")]
    [InlineData("CONIN$", "_CONIN$")]
    [InlineData("CONCERT", "CONCERT")]
    [InlineData("COM10", "COM10")]
    [InlineData("a\u0000b\u0007c\u007Fd\u0085e", "a-b-c-d-e")]
    [InlineData("one\r\ntwo\tthree", "one-two-three")]
    [InlineData("a\u2028b\u00A0c\u3000d", "a-b-c-d")]
    [InlineData("abc\u202Egpj.exe", "abc-gpj.exe")]
    [InlineData("\u200Fשלום\u200E", "שלום")]
    [InlineData("what? why* \"because\" <so> a|b", "what-why-because-so-a-b")]
    [InlineData("e\u0301", "é")]
    [InlineData("Ωμέγα 日本", "Ωμέγα-日本")]
    [InlineData("👩‍🚀", "👩🚀")]
    public void A_text_becomes_a_valid_name(string text, string name) => Assert.Equal(name, FileNameSanitizer.Sanitize(text));

    // A theory's data cannot hold half of a surrogate pair.
    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character()
    {
        Assert.Equal("a\uFFFDb", FileNameSanitizer.Sanitize("a\uD83Db"));
        Assert.Equal("\uFFFD", FileNameSanitizer.Sanitize("\uDE00"));
        Assert.Equal("😀", FileNameSanitizer.Sanitize("\uD83D\uDE00"));
    }

    [Fact]
    public void A_noncharacter_becomes_a_hyphen()
    {
        Assert.Equal("a-b", FileNameSanitizer.Sanitize("a\uFFFEb"));
        Assert.Equal("a-b", FileNameSanitizer.Sanitize("a\uFFFFb"));
    }

    [Theory]
    [InlineData('/')]
    [InlineData('\\')]
    [InlineData(':')]
    [InlineData('*')]
    public void A_prepended_mark_does_not_hide_a_separator(char separator)
    {
        // U+0D4E and its like make one text element with whatever comes next.
        foreach (string joining in new[] { "\u0D4E", "\u0600", "\u06DD", "\U000111C2" })
        {
            Assert.DoesNotContain(separator, FileNameSanitizer.Sanitize($"a{joining}{separator}b"));
        }
    }

    [Fact]
    public void Tag_characters_are_removed() => Assert.Equal("🏁", FileNameSanitizer.Sanitize("🏁\U000E0067\U000E0062\U000E007F"));

    [Fact]
    public void A_long_text_is_truncated_between_characters()
    {
        Assert.InRange(FileNameSanitizer.Sanitize(new string('x', 300)).Length, 170, FileNameSanitizer.MaxByteCount);
        string emoji = FileNameSanitizer.Sanitize(string.Concat(Enumerable.Repeat("🚤", 300)));
        Assert.InRange(Encoding.UTF8.GetByteCount(emoji), 170, FileNameSanitizer.MaxByteCount);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(emoji)));
        string family = FileNameSanitizer.Sanitize(string.Concat(Enumerable.Repeat("é\u0323", 300)));
        Assert.InRange(Encoding.UTF8.GetByteCount(family), 150, FileNameSanitizer.MaxByteCount);
    }
}
