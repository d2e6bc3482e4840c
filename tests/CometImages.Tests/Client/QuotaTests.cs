using System.Net;
using System.Net.Sockets;
using System.Text;
using CometImages.Models;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using CometImages.Transport;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>The balance, whose URL contains the API key.</summary>
public sealed class QuotaTests
{
    // A key that a URL escapes.
    const string Key = "test+key/0123456789";
    const string Balance = """{"username":"u","total_quota":1,"keys":[]}""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static CometClient NewClient(Uri address, TimeSpan? timeout = null, int retries = 0) => new(new CometClientOptions
    {
        ApiKey = Key,
        BaseUri = new Uri(address, "/v1"),
        IdleTimeout = timeout ?? TimeSpan.FromSeconds(300),
        MaximumRetryCount = retries,
        TimeProvider = timeout is null ? new NoWaitTimeProvider() : TimeProvider.System,
    });

    static async Task<CometApiException> FailAsync(CometClient client)
    {
        CometApiException error = await Assert.ThrowsAsync<CometApiException>(() => client.GetQuotaAsync(cancellationToken: Cancellation));
        AssertWithoutKey(error);
        return error;
    }

    static void AssertWithoutKey(CometApiException error)
    {
        foreach (string text in new[] { error.ToString(), error.Message, error.RecommendedAction, $"{error.InnerException}" })
        {
            Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(Key), text, StringComparison.Ordinal);
        }
    }

    static string Ok(string body, string contentType = "application/json") =>
        $"HTTP/1.1 200 OK\nContent-Type: {contentType}\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\nConnection: close\n\n{body}";

    [Fact]
    public async Task The_balance_of_the_account_and_its_keys_is_read()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        await service.GenerateAsync();
        AccountQuota quota = await service.NewClient().GetQuotaAsync((DateTime.UtcNow.Date, DateTime.UtcNow.Date.AddDays(1)), Cancellation);
        Assert.Equal((AccountQuota.Unlimited, 1), (quota.TotalQuota, quota.RequestCount));
        ApiKeyQuota key = Assert.Single(quota.Keys!);
        Assert.Equal((AccountQuota.Unlimited, quota.TotalUsedQuota), (key.RemainQuota, key.UsedQuota));
        ApiKeyUse use = Assert.Single(quota.DailyQuota!.Values.SelectMany(day => day));
        Assert.Equal((key.Name, quota.TotalUsedQuota, 1), (use.TokenName, use.QuotaUsed, use.RequestCount));

        JournalEntry request = service.Requests[service.Requests.Count - 1];
        Assert.Equal(("GET", "quota"), (request.Method, request.Route));
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("https://api.cometapi.com/v1", "https://query.cometapi.com/user/quota")]
    [InlineData("https://API.CometAPI.com/v1/", "https://query.cometapi.com/user/quota")]
    [InlineData("https://gateway.example/comet/v1", "https://gateway.example/user/quota")]
    [InlineData("https://api.cometapi.com.example/v1", "https://api.cometapi.com.example/user/quota")]
    [InlineData("http://127.0.0.1:5077/v1", "http://127.0.0.1:5077/user/quota")]
    public void The_public_service_has_a_host_for_the_balance_and_any_other_has_it_at_its_origin(string baseUri, string expected) =>
        Assert.Equal(expected, new ApiEndpoint(new Uri(baseUri), proxy: null).QuotaUri.ToString());

    [Fact]
    public async Task The_key_is_escaped_in_the_URL_and_the_dates_follow_it()
    {
        string target = "";
        using RawServer server = new(request =>
        {
            target = request.Target;
            request.Send(Encoding.UTF8.GetBytes(Ok(Balance).Replace("\n", "\r\n")));
            request.Close();
        });
        await NewClient(server.Address).GetQuotaAsync((new DateTime(2026, 2, 1), new DateTime(2026, 2, 28)), Cancellation);
        Assert.Equal($"/user/quota?key={Uri.EscapeDataString(Key)}&start_date=2026-02-01&end_date=2026-02-28", target);
    }

    [Fact]
    public async Task A_wrong_key_is_an_error_in_the_words_of_the_service_and_not_retried()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometApiException error = await FailAsync(service.NewClient(key: Key));
        Assert.Equal((CometErrorKind.Unauthorized, 401), (error.Kind, error.StatusCode));
        Assert.Contains("The API key is invalid.", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("""{"success":false,"message":"bad token test+key/0123456789"}""", CometErrorKind.Unauthorized, "not a balance: bad token ***")]
    [InlineData("""{"error":{"message":"Bad key test%2Bkey%2F0123456789"}}""", CometErrorKind.Unauthorized, "not a balance: Bad key ***")]
    [InlineData("<!doctype html><p>test+key/0123456789", CometErrorKind.InvalidBaseUri, "isn't a balance")]
    [InlineData("""{"total_quota":"much"}""", CometErrorKind.InvalidBaseUri, "isn't a balance")]
    [InlineData("""{"total_quota":1,"daily_quota":{"test+key/0123456789":1}}""", CometErrorKind.InvalidBaseUri, "isn't a balance")]
    [InlineData("[]", CometErrorKind.InvalidBaseUri, "isn't a balance")]
    [InlineData("", CometErrorKind.InvalidBaseUri, "isn't a balance")]
    [InlineData("test+key/0123456789", CometErrorKind.InvalidBaseUri, "isn't a balance")]
    public async Task A_response_that_is_no_balance_is_an_error_without_the_key(string body, CometErrorKind kind, string detail)
    {
        using RawServer server = RawServer.Respond(Ok(body));
        CometApiException error = await FailAsync(NewClient(server.Address));
        Assert.Equal(kind, error.Kind);
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0\nConnection: close\n\n")]
    [InlineData("HTTP/1.1 301 Moved\nLocation: /elsewhere?key=test%2Bkey%2F0123456789\nContent-Length: 0\nConnection: close\n\n")]
    public async Task A_service_without_a_balance_is_named_without_the_query_and_no_redirect_is_followed(string response)
    {
        using RawServer server = RawServer.Respond(response);
        CometApiException error = await FailAsync(NewClient(server.Address));
        Assert.Equal(CometErrorKind.InvalidBaseUri, error.Kind);
        Assert.StartsWith($"'{server.Address}user/quota' doesn't return a balance (HTTP status ", error.Detail, StringComparison.Ordinal);
        Assert.Equal(1, server.RequestCount);
    }

    [Theory]
    [InlineData("{0}\n\n")]
    [InlineData("HTTP/1.1 200 OK\n{0}\n\n")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n{0}\n")]
    [InlineData("HTTP/1.1 500 {0}\nContent-Length: 0\nConnection: close\n\n")]
    public async Task The_platform_does_not_quote_a_server_that_returns_the_request(string response)
    {
        using RawServer server = new(request =>
        {
            request.Send(Encoding.UTF8.GetBytes(response.Replace("\n", "\r\n").Replace("{0}", request.Head.Split('\r')[0])));
            request.Close();
        });
        await FailAsync(NewClient(server.Address));
    }

    [Fact]
    public async Task Without_a_server_the_error_names_the_server_only()
    {
        // The socket is bound and doesn't listen, so no other process can use the port.
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        CometApiException error = await FailAsync(NewClient(new Uri($"http://{taken.LocalEndPoint}"), retries: 1));
        Assert.Equal((CometErrorKind.ConnectionFailed, 2), (error.Kind, error.AttemptCount));
        Assert.Contains($"The connection to {taken.LocalEndPoint} couldn't be established", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_recommends_another_attempt()
    {
        using RawServer server = new(_ => Thread.Sleep(Timeout.Infinite));
        CometApiException error = await FailAsync(NewClient(server.Address, TimeSpan.FromMilliseconds(300)));
        Assert.Equal(CometErrorKind.Timeout, error.Kind);
        Assert.Equal("Try again, or raise -TimeoutSec.", error.RecommendedAction);
    }

    [Fact]
    public async Task A_failure_of_the_service_is_retried()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Route = "quota", Status = 503 });
        await service.NewClient().GetQuotaAsync(cancellationToken: Cancellation);
        Assert.Equal(2, service.Requests.Count);
    }
}
