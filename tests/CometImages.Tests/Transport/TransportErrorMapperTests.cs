using CometImages.Transport;
using Xunit;

namespace CometImages.Tests.Transport;

public sealed class TransportErrorMapperTests
{
    [Theory]
    [InlineData("The proxy tunnel request to proxy 'http://127.0.0.1:3128/' failed with status code '407'.", true)]
    [InlineData("The remote server returned an error: (407) Proxy Authentication Required.", true)]
    [InlineData("Connection refused (127.0.0.1:40712)", false)]
    [InlineData("Connection refused (127.0.0.1:407)", false)]
    public void The_status_code_of_a_proxy_is_not_mistaken_for_a_port(string message, bool isProxyRejection)
    {
        using IdleTimeout timeout = new(TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None);
        CometApiException error = TransportErrorMapper.Map(new HttpRequestException(message), timeout, "The response", new Uri("http://127.0.0.1:1/v1"));
        Assert.Equal((true, isProxyRejection), (error.RequestNotSent, error.RetryForbidden));
        Assert.Equal(isProxyRejection, error.RecommendedAction.Contains("-ProxyCredential"));
    }
}
