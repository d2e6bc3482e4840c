using System.Net.Http.Headers;

namespace CometImages.Pipeline;

/// <summary>Identifies the module, and asks for JSON.</summary>
sealed class UserAgentHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    static readonly ProductInfoHeaderValue s_userAgent =
        new("CometImages", typeof(UserAgentHandler).Assembly.GetName().Version!.ToString(3));

    static readonly MediaTypeWithQualityHeaderValue s_json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(s_userAgent);
        request.Headers.Accept.Add(s_json);
        return base.SendAsync(request, cancellationToken);
    }
}
