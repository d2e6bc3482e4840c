using System.Globalization;
using System.Text;

namespace CometImages.Transport;

/// <summary>An image's URL, requested exactly as it was received. A signed URL that is escaped differently is rejected.</summary>
static partial class VerbatimUri
{
    const int MaxShownLength = 200;

    /// <exception cref="CometApiException">The URL isn't an absolute HTTP or HTTPS URL.</exception>
    public static Uri Create(string url)
    {
        if (!TryCreateHttp(url, out Uri? uri))
        {
            string shown = url.Length <= MaxShownLength ? url : url.Substring(0, MaxShownLength) + "...";
            throw new CometApiException(
                CometErrorKind.InvalidRequest, $"'{shown}' isn't a valid image URL.", "Specify an absolute URL that starts with https:// or http://.");
        }

        return uri!;
    }

    /// <summary>Returns whether a text is an absolute HTTP or HTTPS URL.</summary>
    public static bool IsValid(string? url) => url is not null && TryCreateHttp(url, out _);

    static bool TryCreateHttp(string url, out Uri? uri)
    {
        // A request line can't contain spaces and characters that aren't ASCII, so these are escaped.
        string ascii = EscapeNonAscii(url);
        int fragment = ascii.IndexOf('#');
        string requested = fragment < 0 ? ascii : ascii.Substring(0, fragment);
        return TryCreate(requested, out uri)
            && uri!.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
    }

    static string EscapeNonAscii(string url)
    {
        if (url.All(IsVisibleAscii))
        {
            return url;
        }

        StringBuilder escaped = new(url.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(url))
        {
            if (IsVisibleAscii((char)b))
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

    static bool IsVisibleAscii(char c) => c is > ' ' and < '\u007F';
}
