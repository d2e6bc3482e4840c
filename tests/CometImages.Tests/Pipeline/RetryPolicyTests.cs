using CometImages.Pipeline;
using Xunit;

namespace CometImages.Tests.Pipeline;

public sealed class RetryPolicyTests
{
    static readonly RetryPolicy s_policy = new(4, () => 0);

    [Theory]
    [InlineData(CometErrorKind.RateLimited, 429)]
    [InlineData(CometErrorKind.ServerError, 500)]
    [InlineData(CometErrorKind.ServerError, 502)]
    [InlineData(CometErrorKind.ServerError, 503)]
    public void A_generation_is_retried_after_a_status_code_that_says_nothing_was_generated(CometErrorKind kind, int status)
    {
        CometApiException error = Error(kind, status);
        Assert.True(s_policy.ShouldRetry(error, RetryMode.OnlyIfNotExecuted));
        Assert.True(s_policy.ShouldRetry(error, RetryMode.Always));
        Assert.False(RetryPolicy.MayHaveSucceeded(error));
    }

    [Theory]
    [InlineData(504)]
    [InlineData(524)]
    public void A_generation_is_retried_after_a_gateway_timeout_only_on_request(int status)
    {
        CometApiException error = Error(CometErrorKind.ServerError, status);
        Assert.False(s_policy.ShouldRetry(error, RetryMode.OnlyIfNotExecuted));
        Assert.True(new RetryPolicy(4, () => 0, retryGatewayTimeout: true).ShouldRetry(error, RetryMode.OnlyIfNotExecuted));
        Assert.True(s_policy.ShouldRetry(error, RetryMode.Always));
        Assert.True(RetryPolicy.MayHaveSucceeded(error));
    }

    [Theory]
    [InlineData(CometErrorKind.Timeout, 408, true)]
    [InlineData(CometErrorKind.ServerError, 409, true)]
    [InlineData(CometErrorKind.ServerError, 520, true)]
    [InlineData(CometErrorKind.ServerError, 425, false)]
    [InlineData(CometErrorKind.ServerError, 501, false)]
    [InlineData(CometErrorKind.ServerError, 522, false)]
    [InlineData(CometErrorKind.InvalidRequest, 400, false)]
    [InlineData(CometErrorKind.ModelNotFound, 503, false)]
    public void The_status_code_says_whether_an_image_may_have_been_generated(CometErrorKind kind, int status, bool mayHaveSucceeded)
    {
        CometApiException error = Error(kind, status);
        Assert.False(s_policy.ShouldRetry(error, RetryMode.OnlyIfNotExecuted));
        Assert.Equal(mayHaveSucceeded, RetryPolicy.MayHaveSucceeded(error));
    }

    [Theory]
    [InlineData(CometErrorKind.InvalidRequest, 400)]
    [InlineData(CometErrorKind.InvalidRequest, 500)]
    [InlineData(CometErrorKind.ContentRejected, 400)]
    [InlineData(CometErrorKind.Unauthorized, 401)]
    [InlineData(CometErrorKind.Forbidden, 403)]
    [InlineData(CometErrorKind.QuotaExceeded, 403)]
    [InlineData(CometErrorKind.QuotaExceeded, 429)]
    [InlineData(CometErrorKind.ModelNotFound, 503)]
    [InlineData(CometErrorKind.PayloadTooLarge, 413)]
    [InlineData(CometErrorKind.ServerError, 501)]
    [InlineData(CometErrorKind.ServerError, 520)]
    [InlineData(CometErrorKind.InvalidBaseUri, 301)]
    [InlineData(CometErrorKind.UrlExpired, 403)]
    [InlineData(CometErrorKind.InvalidImage, null)]
    [InlineData(CometErrorKind.FileExists, null)]
    [InlineData(CometErrorKind.WriteFailed, null)]
    [InlineData(CometErrorKind.ApiKeyMissing, null)]
    public void A_request_that_would_fail_again_is_not_retried(CometErrorKind kind, int? status)
    {
        Assert.False(s_policy.ShouldRetry(Error(kind, status), RetryMode.OnlyIfNotExecuted));
        Assert.False(s_policy.ShouldRetry(Error(kind, status), RetryMode.Always));
    }

    [Theory]
    [InlineData(CometErrorKind.Timeout)]
    [InlineData(CometErrorKind.ConnectionFailed)]
    [InlineData(CometErrorKind.InvalidResponse)]
    public void A_generation_that_may_have_been_charged_is_not_retried_and_a_read_is(CometErrorKind kind)
    {
        Assert.False(s_policy.ShouldRetry(Error(kind, null), RetryMode.OnlyIfNotExecuted));
        Assert.True(s_policy.ShouldRetry(Error(kind, null), RetryMode.Always));
    }

    [Fact]
    public void A_generation_that_was_not_sent_is_retried() => Assert.True(s_policy.ShouldRetry(
        new CometApiException(CometErrorKind.ConnectionFailed, "No route.") { RequestNotSent = true }, RetryMode.OnlyIfNotExecuted));

    [Theory]
    [InlineData(RetryMode.OnlyIfNotExecuted)]
    [InlineData(RetryMode.Always)]
    public void Nothing_is_retried_if_the_service_forbids_it(object mode) => Assert.False(s_policy.ShouldRetry(
        new CometApiException(CometErrorKind.ServerError, "It failed.") { StatusCode = 503, RetryForbidden = true }, (RetryMode)mode));

    [Fact]
    public void The_delay_doubles_up_to_30_seconds_with_up_to_a_second_of_jitter()
    {
        double[] Waits(double random) => [.. Enumerable.Range(1, 8).Select(retry => new RetryPolicy(8, () => random).GetDelay(Error(CometErrorKind.RateLimited, 429), retry)!.Value.TotalSeconds)];
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], Waits(0));
        Assert.Equal([1.75, 2.75, 4.75, 8.75, 16.75, 30.75, 30.75, 30.75], Waits(0.75));
    }

    [Fact]
    public void After_the_last_retry_there_is_no_delay()
    {
        RetryPolicy policy = new(2, () => 0);
        CometApiException error = Error(CometErrorKind.RateLimited, 429);
        Assert.NotNull(policy.GetDelay(error, 2));
        Assert.Null(policy.GetDelay(error, 3));
        Assert.Null(new RetryPolicy(0, () => 0).GetDelay(error, 1));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(7, 7.5)]
    [InlineData(120, 120.5)]
    [InlineData(121, null)]
    [InlineData(100_000, null)]
    public void Retry_After_is_the_minimum_delay_up_to_two_minutes(int seconds, double? wait)
    {
        CometApiException error = new(CometErrorKind.RateLimited, "Slow down.") { StatusCode = 429, RetryAfter = TimeSpan.FromSeconds(seconds) };
        Assert.Equal(wait, new RetryPolicy(4, () => 0.5).GetDelay(error, 1)?.TotalSeconds);
    }

    static CometApiException Error(CometErrorKind kind, int? status) => new(kind, "It failed.") { StatusCode = status };
}
