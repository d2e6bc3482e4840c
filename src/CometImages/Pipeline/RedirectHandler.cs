using CometImages.Transport;

namespace CometImages.Pipeline;

/// <summary>Follows redirects of downloads with the URL exactly as the server wrote it. The API's redirects aren't followed.</summary>
sealed class RedirectHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    const int MaxRedirects = 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Uri uri = request.RequestUri!;
        for (int redirects = 0; IsRedirect(response); redirects++)
        {
            using (response)
            {
                uri = redirects == MaxRedirects
                    ? throw new CometApiException(
                        CometErrorKind.InvalidImage, FormattableString.Invariant($"The image's URL redirects more than {MaxRedirects} times."))
                    : ResolveRedirect(uri, response.Headers.Location!);
            }

            using HttpRequestMessage next = Copy(request, uri);
            response = await base.SendAsync(next, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    /// <summary>Returns the URL that a redirect refers to, exactly as the server wrote it.</summary>
    internal static Uri ResolveRedirect(Uri from, Uri location)
    {
        string target = location.OriginalString;
        Uri next = VerbatimUri.Create(
            location.IsAbsoluteUri ? target
            : target.StartsWith("//", StringComparison.Ordinal) ? $"{from.Scheme}:{target}"
            : target.StartsWith("/", StringComparison.Ordinal) ? $"{from.Scheme}://{from.Authority}{target}"
            : Uri.TryCreate(from, location, out Uri? relative) ? relative.AbsoluteUri : target);
        return from.Scheme == "https" && next.Scheme != "https"
            ? throw new CometApiException(CometErrorKind.InvalidImage, "The image's URL redirects from HTTPS to HTTP, which isn't encrypted.")
            : next;
    }

    static bool IsRedirect(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is not null;

    static HttpRequestMessage Copy(HttpRequestMessage request, Uri uri)
    {
        HttpRequestMessage copy = new(request.Method, uri);
        foreach (KeyValuePair<string, IEnumerable<string>> header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}
