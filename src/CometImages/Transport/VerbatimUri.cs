using System.Globalization;
#if !NET8_0_OR_GREATER
using System.Reflection;
#endif
using System.Text;

namespace CometImages.Transport;

/// <summary>A picture's URL as it is asked for: exactly as it came, since a signed one that is spelled anew is refused.</summary>
static class VerbatimUri
{
    /// <exception cref="CometApiException">It is no absolute http or https URL.</exception>
    public static Uri Create(string url)
    {
        // Beyond ASCII, and for a space, the request line has one spelling only.
        string ascii = EscapeBeyondAscii(url);
        int fragment = ascii.IndexOf('#');
        string asked = fragment < 0 ? ascii : ascii.Substring(0, fragment);
#if NET8_0_OR_GREATER
        bool valid = Uri.TryCreate(asked, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out Uri? uri);
#else
        bool valid = TryCreate(asked, out Uri? uri);
#endif
        if (!valid || !uri!.IsAbsoluteUri || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, $"'{Shorten(url)}' is no picture URL.", "A picture URL is absolute and begins with https:// or http://.");
        }

        return uri;
    }

#if !NET8_0_OR_GREATER
    static readonly char[] s_pathBegins = ['/', '?'];
    static readonly FieldInfo? s_text = typeof(Uri).GetField("m_String", BindingFlags.Instance | BindingFlags.NonPublic);

    // .NET Framework has no public way to keep a spelling. So it parses a path of the same length in which there is nothing to spell anew,
    // and is given the real text afterwards. Where that has not the effect wanted, the URL is asked for as .NET Framework spells it.
    static bool TryCreate(string url, out Uri? uri)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out uri))
        {
            return false;
        }

        int authority = url.IndexOf("//", StringComparison.Ordinal) + 2;
        int path = url.IndexOfAny(s_pathBegins, authority);
        if (path < 0 || s_text is null)
        {
            return true;
        }

        string plain = new([.. url.Select((c, index) => index < path || s_pathBegins.Contains(c) ? c : 'x')]);
        if (Uri.TryCreate(plain, UriKind.Absolute, out Uri? verbatim) && verbatim.PathAndQuery.EndsWith(plain.Substring(path), StringComparison.Ordinal))
        {
            s_text.SetValue(verbatim, url);
            uri = verbatim.PathAndQuery.EndsWith(url.Substring(path), StringComparison.Ordinal) ? verbatim : uri;
        }

        return true;
    }
#endif

    static string Shorten(string url) => url.Length <= 200 ? url : url.Substring(0, 200) + "...";

    static string EscapeBeyondAscii(string url)
    {
        if (url.All(c => c is > ' ' and < '\u007F'))
        {
            return url;
        }

        StringBuilder escaped = new(url.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(url))
        {
            if (b is > 0x20 and < 0x7F)
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
