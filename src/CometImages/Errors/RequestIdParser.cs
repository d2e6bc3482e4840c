using System.Text.RegularExpressions;

namespace CometImages.Errors;

/// <summary>Finds the request ID, which CometAPI support asks for, in a header or in the message of an error.</summary>
static class RequestIdParser
{
    static readonly string[] s_headers = ["X-Request-Id", "X-Oneapi-Request-Id", "Request-Id", "X-Correlation-Id", "CF-Ray"];

    static readonly Regex s_inMessage = new(@"request id: ?([\w.\-]{1,128})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static string? FromHeaders(HttpResponseMessage response)
    {
        foreach (string header in s_headers)
        {
            if (response.Headers.TryGetValues(header, out IEnumerable<string>? values)
                && values.FirstOrDefault() is { Length: > 0 and <= 128 } id
                && id.All(c => c is > ' ' and < '\u007F'))
            {
                return id;
            }
        }

        return null;
    }

    public static string? FromMessage(string message) =>
        s_inMessage.Match(message) is { Success: true } match ? match.Groups[1].Value : null;
}
