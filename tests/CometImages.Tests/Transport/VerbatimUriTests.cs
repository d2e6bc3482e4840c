using CometImages.Pipeline;
using CometImages.Transport;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class VerbatimUriTests
{
    [Theory]
    [InlineData("https://h.example/a%2Fb%20c%7Ed/%E2%82%AC?x=%2B&y=a|b&z=~", "/a%2Fb%20c%7Ed/%E2%82%AC?x=%2B&y=a|b&z=~")]
    [InlineData("https://h.example/a/../b/./c", "/a/../b/./c")]
    [InlineData("https://h.example/a//b", "/a//b")]
    [InlineData("https://h.example/%e2%82%ac?%7e", "/%e2%82%ac?%7e")]
    [InlineData("https://h.example/a?sig=a+b/c==", "/a?sig=a+b/c==")]
    [InlineData("https://h.example/a[1]{2}^`", "/a[1]{2}^`")]
    [InlineData("https://h.example/a#part", "/a")]
    [InlineData("https://h.example/a?b#c#d", "/a?b")]
    [InlineData("https://h.example/ä b", "/%C3%A4%20b")]
    [InlineData("https://h.example/🛶", "/%F0%9F%9B%B6")]
    [InlineData("https://h.example/a\r\nb", "/a%0D%0Ab")]
    [InlineData("http://h.example:8080/a?", "/a?")]
    public void A_URL_is_requested_unchanged(string url, string target) => Assert.Equal(target, VerbatimUri.Create(url).PathAndQuery);

    [Theory]
    [InlineData("")]
    [InlineData("a.png")]
    [InlineData("/a.png")]
    [InlineData("//h.example/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://h.example/a.png")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https://user:secret@h.example/a.png")]
    [InlineData("https:h.example")]
    [InlineData(" https://h.example/a")]
    public void A_URL_of_another_kind_is_rejected(string url)
    {
        CometApiException error = Assert.Throws<CometApiException>(() => VerbatimUri.Create(url));
        Assert.Equal(CometErrorKind.InvalidRequest, error.Kind);
    }

    [Fact]
    public void The_error_about_a_long_URL_truncates_it() =>
        Assert.InRange(Assert.Throws<CometApiException>(() => VerbatimUri.Create(new string('x', 100_000))).Message.Length, 200, 500);

    [Theory]
    [InlineData("https://h.example/a/b", "https://other.example/%7E|c", "https://other.example", "/%7E|c")]
    [InlineData("https://h.example/a/b", "/%7E|c?d=%2B", "https://h.example", "/%7E|c?d=%2B")]
    [InlineData("https://h.example:8443/a/b", "//other.example/c", "https://other.example", "/c")]
    [InlineData("https://h.example:8443/a/b?x", "c", "https://h.example:8443", "/a/c")]
    [InlineData("http://h.example/a", "https://h.example/b", "https://h.example", "/b")]
    public void A_redirect_is_followed_unchanged(string from, string location, string origin, string target)
    {
        Uri next = Follow(from, location);
        Assert.Equal((origin, target), ($"{next.Scheme}://{next.Authority}", next.PathAndQuery));
    }

    [Fact]
    public void A_redirect_from_HTTPS_to_HTTP_is_not_followed()
    {
        CometApiException error = Assert.Throws<CometApiException>(() => Follow("https://h.example/a", "http://h.example/a"));
        Assert.Equal(CometErrorKind.InvalidImage, error.Kind);
        Assert.Contains("encrypted", error.Message, StringComparison.Ordinal);
    }

    static Uri Follow(string from, string location)
    {
        using HttpResponseMessage response = new();
        Assert.True(response.Headers.TryAddWithoutValidation("Location", location));
        return RedirectHandler.ResolveRedirect(VerbatimUri.Create(from), response.Headers.Location!);
    }
}
