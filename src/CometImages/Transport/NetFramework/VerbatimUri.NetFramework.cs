using System.Reflection;

namespace CometImages.Transport;

static partial class VerbatimUri
{
    static readonly char[] s_pathStarts = ['/', '?'];
    static readonly FieldInfo? s_text = typeof(Uri).GetField("m_String", BindingFlags.Instance | BindingFlags.NonPublic);

    // .NET Framework has no public way to keep the path as it is. So this parses a path of the same length without special characters, and
    // replaces the text afterwards. If that doesn't have the intended effect, the URL is requested as .NET Framework escapes it.
    static bool TryCreate(string url, out Uri? uri)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out uri))
        {
            return false;
        }

        int authority = url.IndexOf("//", StringComparison.Ordinal) + 2;
        int path = url.IndexOfAny(s_pathStarts, authority);
        if (path < 0 || s_text is null)
        {
            return true;
        }

        string plain = new([.. url.Select((c, index) => index < path || s_pathStarts.Contains(c) ? c : 'x')]);
        if (Uri.TryCreate(plain, UriKind.Absolute, out Uri? verbatim) && verbatim.PathAndQuery.EndsWith(plain.Substring(path), StringComparison.Ordinal))
        {
            s_text.SetValue(verbatim, url);
            uri = verbatim.PathAndQuery.EndsWith(url.Substring(path), StringComparison.Ordinal) ? verbatim : uri;
        }

        return true;
    }
}
