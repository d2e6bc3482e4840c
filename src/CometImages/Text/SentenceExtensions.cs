namespace CometImages.Text;

static class SentenceExtensions
{
    /// <summary>Adds a period to foreign text that ends without punctuation, so that it doesn't run into the next sentence.</summary>
    public static string EndSentence(this string text)
    {
        char last = text[text.Length - 1];
        return char.IsPunctuation(last) && last is not (',' or ';' or ':' or '\'' or '"') ? text : text + '.';
    }
}
