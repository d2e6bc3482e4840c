using System.Globalization;
using CometImages.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CometImages.Tests.Pipeline;

public sealed class RetryHeadersTests
{
    static readonly DateTimeOffset s_now = new(2026, 3, 12, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("100000", 100_000)]
    [InlineData("-7", null)]
    [InlineData("soon", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999999999999", null)]
    public void Seconds_are_parsed(string header, int? seconds) => Assert.Equal(seconds, Of(header)?.TotalSeconds);

    [Theory]
    [InlineData(30, 0, 30)]
    [InlineData(30, 3600, 30)]
    [InlineData(30, -3600, 30)]
    [InlineData(-30, 0, 0)]
    public void A_date_is_relative_to_the_date_of_the_response(int later, int skew, int seconds)
    {
        DateTimeOffset date = s_now.AddSeconds(skew);
        Assert.Equal(seconds, Of(date.AddSeconds(later).ToString("R", CultureInfo.InvariantCulture), date)?.TotalSeconds);
    }

    [Fact]
    public void A_date_is_relative_to_the_clock_when_the_response_has_no_date() =>
        Assert.Equal(45, Of(s_now.AddSeconds(45).ToString("R", CultureInfo.InvariantCulture))?.TotalSeconds);

    [Fact]
    public void A_response_without_the_header_has_no_delay() => Assert.Null(Of(null));

    [Theory]
    [InlineData("1500", 1.5)]
    [InlineData("250", 0.25)]
    [InlineData("-3", 0)]
    [InlineData("soon", 7)]
    [InlineData("1e300", 7)]
    [InlineData("NaN", 7)]
    public void Milliseconds_take_precedence_over_seconds(string header, double seconds)
    {
        using HttpResponseMessage response = new();
        response.Headers.TryAddWithoutValidation("Retry-After", "7");
        response.Headers.TryAddWithoutValidation("retry-after-ms", header);
        Assert.Equal(seconds, RetryHeaders.GetDelay(response, new FakeTimeProvider(s_now))?.TotalSeconds);
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("False ", true)]
    [InlineData("true", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_service_can_forbid_a_retry_and_cannot_demand_one(string? header, bool forbids)
    {
        using HttpResponseMessage response = new();
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("x-should-retry", header);
        }

        Assert.Equal(forbids, RetryHeaders.ForbidRetry(response));
    }

    static TimeSpan? Of(string? header, DateTimeOffset? date = null)
    {
        using HttpResponseMessage response = new();
        response.Headers.Date = date;
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        return RetryHeaders.GetDelay(response, new FakeTimeProvider(s_now));
    }
}
