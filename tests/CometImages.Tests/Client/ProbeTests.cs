using CometImages.Models;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Client;

/// <summary>The request that costs nothing and shows whether the service accepts the API key.</summary>
public sealed class ProbeTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_the_models_of_the_API_key()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        ServiceProbe probe = await service.NewClient().ProbeAsync(Cancellation);
        Assert.Null(probe.Error);
        Assert.Contains("gpt-image-2", probe.ModelIds!);
        JournalEntry request = Assert.Single(service.Requests);
        Assert.Equal(("GET", "/v1/models", true), (request.Method, request.RawTarget, request.HasKey));
    }

    [Fact]
    public async Task Without_an_API_key_the_server_is_still_reached()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        CometClient client = new(new CometClientOptions { BaseUri = service.Host.BaseUri });
        ServiceProbe probe = await client.ProbeAsync(Cancellation);
        Assert.Equal((CometErrorKind.Unauthorized, 401), (probe.Error!.Kind, probe.Error.StatusCode));
        Assert.Null(probe.ModelIds);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK", """{"data":[]}""", null)]
    [InlineData("HTTP/1.1 200 OK", "<!doctype html>", CometErrorKind.InvalidBaseUri)]
    [InlineData("HTTP/1.1 200 OK", "{}", CometErrorKind.InvalidBaseUri)]
    [InlineData("HTTP/1.1 200 OK", """{"data":[{}]}""", CometErrorKind.InvalidBaseUri)]
    [InlineData("HTTP/1.1 301 Moved", "", CometErrorKind.InvalidBaseUri)]
    [InlineData("HTTP/1.1 404 Not Found", "{}", CometErrorKind.InvalidBaseUri)]
    [InlineData("HTTP/1.1 401 Unauthorized", "", CometErrorKind.Unauthorized)]
    [InlineData("HTTP/1.1 503 Service Unavailable", "", CometErrorKind.ServerError)]
    public async Task Every_response_shows_the_time_of_the_service(string status, string body, CometErrorKind? kind)
    {
        using RawServer server = RawServer.Respond(
            $"{status}\nDate: {DateTimeOffset.UtcNow.AddMinutes(-7):R}\nContent-Length: {body.Length}\nConnection: close\n\n{body}");
        CometClient client = new(new CometClientOptions { ApiKey = "test", BaseUri = new Uri(server.Address, "/v1"), MaximumRetryCount = 0 });
        ServiceProbe probe = await client.ProbeAsync(Cancellation);
        Assert.Equal(kind, probe.Error?.Kind);
        Assert.InRange(probe.ClockSkew!.Value, TimeSpan.FromMinutes(6.9), TimeSpan.FromMinutes(7.5));
    }

    [Fact]
    public async Task A_failure_of_the_service_is_retried()
    {
        await using EmulatedService service = await EmulatedService.StartWithFaultsAsync(
            new FaultRule { Fault = FaultNames.Respond, Route = "models", Status = 503 });
        Assert.Null((await service.NewClient().ProbeAsync(Cancellation)).Error);
    }
}
