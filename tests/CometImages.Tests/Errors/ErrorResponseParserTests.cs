using System.Text;
using CometImages.Errors;
using Xunit;

namespace CometImages.Tests.Errors;

public sealed class ErrorResponseParserTests
{
    const string Key = "test-key-0123456789";

    [Theory]
    [InlineData(400, "invalid_request", CometErrorKind.InvalidRequest)]
    [InlineData(400, "content_policy_violation", CometErrorKind.ContentRejected)]
    [InlineData(400, "moderation_blocked", CometErrorKind.ContentRejected)]
    [InlineData(403, "content_policy_violation", CometErrorKind.ContentRejected)]
    [InlineData(401, "invalid_api_key", CometErrorKind.Unauthorized)]
    [InlineData(402, "", CometErrorKind.QuotaExceeded)]
    [InlineData(403, "", CometErrorKind.Forbidden)]
    [InlineData(403, "insufficient_user_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(403, "insufficient_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(429, "insufficient_user_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(429, "insufficient_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(429, "rate_limit_exceeded", CometErrorKind.RateLimited)]
    [InlineData(429, "", CometErrorKind.RateLimited)]
    [InlineData(500, "invalid_request", CometErrorKind.InvalidRequest)]
    [InlineData(500, "", CometErrorKind.ServerError)]
    [InlineData(502, "", CometErrorKind.ServerError)]
    [InlineData(503, "", CometErrorKind.ServerError)]
    [InlineData(504, "", CometErrorKind.ServerError)]
    [InlineData(524, "", CometErrorKind.ServerError)]
    [InlineData(503, "invalid_request", CometErrorKind.ServerError)]
    [InlineData(404, "", CometErrorKind.InvalidRequest)]
    [InlineData(404, "model_not_found", CometErrorKind.ModelNotFound)]
    [InlineData(404, "invalid_model", CometErrorKind.ModelNotFound)]
    [InlineData(503, "model_not_found", CometErrorKind.ModelNotFound)]
    [InlineData(403, "pre_consume_token_quota_failed", CometErrorKind.QuotaExceeded)]
    [InlineData(400, "billing_hard_limit_reached", CometErrorKind.QuotaExceeded)]
    [InlineData(503, "insufficient_user_quota", CometErrorKind.QuotaExceeded)]
    [InlineData(400, "Arrearage", CometErrorKind.QuotaExceeded)]
    [InlineData(500, "sensitive_words_detected", CometErrorKind.ContentRejected)]
    [InlineData(400, "prompt_blocked", CometErrorKind.ContentRejected)]
    [InlineData(400, "InputTextSensitiveContentDetected", CometErrorKind.ContentRejected)]
    [InlineData(400, "OutputImageSensitiveContentDetected", CometErrorKind.ContentRejected)]
    [InlineData(400, "DataInspectionFailed", CometErrorKind.ContentRejected)]
    [InlineData(400, "contentFilter", CometErrorKind.ContentRejected)]
    [InlineData(407, "", CometErrorKind.ConnectionFailed)]
    [InlineData(408, "", CometErrorKind.Timeout)]
    [InlineData(409, "", CometErrorKind.ServerError)]
    [InlineData(413, "", CometErrorKind.PayloadTooLarge)]
    [InlineData(425, "", CometErrorKind.ServerError)]
    [InlineData(301, "", CometErrorKind.InvalidBaseUri)]
    [InlineData(405, "", CometErrorKind.InvalidBaseUri)]
    public void The_status_code_and_the_code_determine_the_kind(int status, string code, CometErrorKind kind)
    {
        CometApiException error = Read(status, $$$"""{"error":{"message":"The words.","type":"comet_api_error","param":"size","code":"{{{code}}}"}}""", "id-1");
        Assert.Equal(kind, error.Kind);
        Assert.Equal(("The words.", code.Length == 0 ? null : code, "comet_api_error", "size"), (error.Detail, error.Code, error.Type, error.Param));
        Assert.Equal((status, "id-1"), (error.StatusCode, error.RequestId));
        Assert.StartsWith("The words.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("(request ID: id-1)", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Fact]
    public void The_type_can_say_that_the_quota_is_exhausted() =>
        Assert.Equal(CometErrorKind.QuotaExceeded, Read(429, """{"error":{"message":"m","type":"insufficient_quota","code":null}}""").Kind);

    [Fact]
    public void The_request_ID_of_the_message_is_kept_when_the_headers_have_none_and_shown_once()
    {
        CometApiException error = Read(400, """{"error":{"message":"No. (request id: 20260312AbC.d-9)","code":"x"}}""");
        Assert.Equal("20260312AbC.d-9", error.RequestId);
        Assert.Equal(error.Message.IndexOf("request id", StringComparison.Ordinal), error.Message.LastIndexOf("request id", StringComparison.Ordinal));
    }

    [Fact]
    public void The_API_key_is_in_no_property()
    {
        CometApiException error = Read(401, $$$"""{"error":{"message":"Bad key {{{Key}}}.","type":"{{{Key}}}","param":"{{{Key}}}","code":"{{{Key}}}"}}""", Key);
        Assert.DoesNotContain(Key, error.ToString() + error.Code + error.Type + error.Param + error.RequestId + error.Detail, StringComparison.Ordinal);
        Assert.Equal("Bad key ***.", error.Detail);
    }

    [Fact]
    public void Control_and_format_characters_do_not_reach_a_terminal()
    {
        CometApiException error = Read(400, """{"error":{"message":"a\u001b[31mred\u0007\r\nb\u202ec\u0085d","code":"x\u001b[0m"}}""");
        Assert.DoesNotContain(error.Message + error.Code, c => char.IsControl(c) || c == '\u202E');
        Assert.Equal("a [31mred   b c d.", error.Detail);
    }

    [Fact]
    public void A_long_message_is_truncated() =>
        Assert.InRange(Read(400, $$$"""{"error":{"message":"{{{new string('x', 50_000)}}}"}}""").Message.Length, 2000, 2500);

    [Theory]
    [InlineData(200, CometErrorKind.InvalidBaseUri)]
    [InlineData(301, CometErrorKind.InvalidBaseUri)]
    [InlineData(404, CometErrorKind.InvalidBaseUri)]
    [InlineData(502, CometErrorKind.ServerError)]
    [InlineData(503, CometErrorKind.ServerError)]
    public void An_HTML_page_is_not_shown_as_the_message(int status, CometErrorKind kind)
    {
        CometApiException error = Read(status, "\uFEFF\r\n<!doctype html><html><body>A long page</body></html>");
        Assert.Equal(kind, error.Kind);
        Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "<html>The plain HTTP request was sent to HTTPS port</html>", CometErrorKind.InvalidBaseUri)]
    [InlineData(400, "Client sent an HTTP request to an HTTPS server.", CometErrorKind.InvalidBaseUri)]
    [InlineData(404, "404 page not found", CometErrorKind.InvalidBaseUri)]
    [InlineData(404, """{"error":{"message":"Invalid URL (POST /v1/v1/images/generations)","type":"invalid_request_error"}}""", CometErrorKind.InvalidBaseUri)]
    [InlineData(400, """{"error":{"message":"Invalid URL in the prompt"}}""", CometErrorKind.InvalidRequest)]
    [InlineData(400, "{\"error\":{\"message\":\"cut", CometErrorKind.InvalidRequest)]
    [InlineData(403, "error code: 1020", CometErrorKind.Forbidden)]
    public void A_body_that_is_not_the_APIs_tells_which_server_responded(int status, string body, CometErrorKind kind) =>
        Assert.Equal(kind, Read(status, body).Kind);

    [Theory]
    [InlineData("<html>Attention required</html>", true)]
    [InlineData("error code: 1020", true)]
    [InlineData("", false)]
    [InlineData("""{"error":{"message":"No access."}}""", false)]
    public void A_page_with_status_code_403_is_a_firewalls(string body, bool isFirewall)
    {
        CometApiException error = Read(403, body);
        Assert.Equal((CometErrorKind.Forbidden, isFirewall), (error.Kind, error.IsFirewallBlock));
        Assert.Equal(isFirewall, error.RecommendedAction.Contains("-ThrottleLimit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"detail":"Value error"}""", "Value error.")]
    [InlineData("""{"detail":[{"loc":["body","size"],"msg":"Not a size","type":"value_error"},{"loc":["body",0],"msg":"No."}]}""", "size: Not a size. 0: No.")]
    [InlineData("""{"detail":["a text"]}""", "a text.")]
    [InlineData("""{"detail":[]}""", "The service rejected the request (HTTP status 422).")]
    [InlineData("""{"detail":{"a":1}}""", "The service rejected the request (HTTP status 422).")]
    public void The_details_of_a_validation_error_are_shown(string body, string detail) => Assert.Equal(detail, Read(422, body).Detail);

    [Fact]
    public void A_rejection_by_the_safety_system_is_recognized_by_its_words() => Assert.Equal(
        CometErrorKind.ContentRejected,
        Read(400, """{"error":{"message":"Your request was rejected as a result of our safety system. It may contain text that isn't allowed."}}""").Kind);

    [Theory]
    [InlineData("It failed", "It failed.")]
    [InlineData("It failed.", "It failed.")]
    [InlineData("It failed (request id: 1)", "It failed (request id: 1).")]
    [InlineData("It failed. (request id: 1)", "It failed. (request id: 1)")]
    [InlineData("Why?", "Why?")]
    [InlineData("He said \"no.\"", "He said \"no.\"")]
    [InlineData("(nothing)", "(nothing).")]
    public void The_words_of_the_service_end_with_one_period(string words, string detail) =>
        Assert.Equal(detail, Read(400, $$$"""{"error":{"message":{{{System.Text.Json.JsonSerializer.Serialize(words)}}}}}""").Detail);

    [Fact]
    public void The_message_has_one_request_ID_and_asks_for_it_only_if_it_is_there()
    {
        CometApiException error = Read(500, """{"error":{"message":"It failed (request id: inner)"}}""", "outer");
        Assert.Equal(("inner", "It failed (request id: inner)."), (error.RequestId, error.Detail));
        Assert.DoesNotContain("outer", error.Message, StringComparison.Ordinal);
        Assert.Contains("request ID", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("request ID", Read(500, "").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(524)]
    public void A_gateway_timeout_names_the_switch(int status) =>
        Assert.Contains("-RetryGatewayTimeout", Read(status, "<html></html>").RecommendedAction, StringComparison.Ordinal);

    [Fact]
    public void An_invalid_base_URL_is_an_error_that_shows_a_valid_one() =>
        Assert.Contains("https://api.cometapi.com/v1", Read(301, "").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("upstream connect error", "upstream connect error.")]
    [InlineData("{\"error\":\"a text\"}", "a text.")]
    [InlineData("{\"message\":\"no envelope\",\"code\":7}", "no envelope.")]
    [InlineData("{\"error\":{\"message\":\"m\"}}", "m.")]
    [InlineData("  \r\n", "The service failed (HTTP status 503).")]
    [InlineData("", "The service failed (HTTP status 503).")]
    [InlineData("{}", "The service failed (HTTP status 503).")]
    [InlineData("[]", "The service failed (HTTP status 503).")]
    [InlineData("null", "The service failed (HTTP status 503).")]
    [InlineData("{\"error\":null}", "The service failed (HTTP status 503).")]
    [InlineData("{\"error\":{\"message\":null,\"code\":[]}}", "The service failed (HTTP status 503).")]
    [InlineData("{\"error\":{\"message\":\"\\ud83d\"}}", "The service failed (HTTP status 503).")]
    [InlineData("{\"error\":{\"message\":\"cut", "{\"error\":{\"message\":\"cut.")]
    public void Every_other_body_is_an_error(string body, string reason)
    {
        CometApiException error = Read(503, body);
        Assert.Equal((CometErrorKind.ServerError, reason), (error.Kind, error.Detail));
    }

    [Fact]
    public void Bytes_that_are_not_text_are_an_error()
    {
        byte[] noise = new byte[1000];
        new Random(1).NextBytes(noise);
        Assert.Equal("The server at this URL is not an image API (HTTP status 400).", ErrorResponseParser.Parse(400, ApiErrorBody.Parse(noise), null, null, retryForbidden: false, Key).Detail);
        Assert.NotEmpty(ErrorResponseParser.Parse(400, ApiErrorBody.Parse(noise.AsSpan(0, 100).ToArray()), null, null, retryForbidden: false, Key).Message);
        Assert.NotEmpty(ErrorResponseParser.Parse(400, ApiErrorBody.Parse([.. "{\"error\":{\"message\":\""u8, 0xFF, 0xFE, .. "\"}}"u8]), null, null, retryForbidden: false, Key).Message);
    }

    [Fact]
    public void Retry_After_is_kept() =>
        Assert.Equal(TimeSpan.FromSeconds(9), ErrorResponseParser.Parse(429, ApiErrorBody.Empty, null, TimeSpan.FromSeconds(9), retryForbidden: false, Key).RetryAfter);

    [Theory]
    [InlineData("X-Request-Id")]
    [InlineData("x-oneapi-request-id")]
    [InlineData("Request-Id")]
    [InlineData("CF-Ray")]
    public void The_request_ID_is_in_one_of_several_headers(string name)
    {
        using HttpResponseMessage response = new();
        Assert.Null(RequestIdParser.FromHeaders(response));
        response.Headers.Add(name, "abc");
        Assert.Equal("abc", RequestIdParser.FromHeaders(response));
    }

    static CometApiException Read(int status, string body, string? requestId = null) =>
        ErrorResponseParser.Parse(status, ApiErrorBody.Parse(Encoding.UTF8.GetBytes(body)), requestId, retryAfter: null, retryForbidden: false, Key);
}
