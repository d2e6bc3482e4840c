using System.Globalization;
using System.Text;
using CometImages.Storage;
using CsCheck;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class FileNameSanitizerPropertyTests
{
    const string Illegal = "<>:\"/\\|?*";

    [Fact]
    public void Any_text_becomes_one_visible_name_that_is_valid_on_every_system()
    {
        Gen<string> any = Gen.OneOf(
            Gen.Char.Array[0, 40].Select(chars => new string(chars)),
            Gen.Char["./\\: -_CONcon1\u0D4E\u200D\uD83D\uDE00\uFE0F\u0301\u202E\0é\uFFFE"].Array[0, 12].Select(chars => new string(chars)),
            Gen.Char["CON.x\u00E9"].Array[150, 250].Select(chars => new string(chars)));
        any.Sample(
            text =>
            {
                string name = FileNameSanitizer.Sanitize(text);
                Assert.Equal(name, Path.GetFileName(name));
                Assert.DoesNotContain(name, c => c < ' ' || Illegal.Contains(c, StringComparison.Ordinal));
                Assert.DoesNotContain(name.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);
                Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, FileNameSanitizer.MaxByteCount);
                Assert.DoesNotContain(name[^1], " .");
                Assert.NotEqual('.', name[0]);
                Assert.DoesNotMatch("(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)", name);
            },
            iter: 20_000);
    }
}
