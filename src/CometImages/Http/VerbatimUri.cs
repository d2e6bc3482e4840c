using System.Globalization;
using System.Text;

namespace CometImages.Http;

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
        bool valid = Uri.TryCreate(asked, UriKind.Absolute, out Uri? uri);
#endif
        if (!valid || !uri!.IsAbsoluteUri || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, $"'{Shorten(url)}' is no picture URL.", "A picture URL is absolute and begins with https:// or http://.");
        }

        return uri;
    }

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
