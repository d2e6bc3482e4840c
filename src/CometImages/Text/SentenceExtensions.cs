namespace CometImages.Text;

static class SentenceExtensions
{
    const string Terminators = ".!?\u2026\u3002\uFF01\uFF1F";

    /// <summary>Adds a period to foreign text that doesn't end a sentence, so that it doesn't run into the next sentence.</summary>
    public static string EndSentence(this string text)
    {
        // A sentence can end before a remark, such as a request ID.
        int remark = text.EndsWith(")", StringComparison.Ordinal) ? text.LastIndexOf('(') : -1;
        string words = (remark > 0 ? text.Substring(0, remark) : text).TrimEnd(' ', ')', ']', '"', '\'', '\u201D', '\u00BB');
        return words.Length == 0 || Terminators.IndexOf(words[words.Length - 1]) >= 0 ? text : text + '.';
    }
}
