using System.Net;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class ConcurrencyTests
{
    const string Request = """{"model":"dall-e-3","prompt":"a boat"}""";

    [Fact]
    public async Task Generations_beyond_the_maximum_get_429_at_once()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(
            new() { MaxConcurrent = 2, LatencyMs = 400, MaxConcurrentRetryAfter = "3", SameImage = true });
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.PostAsync(Request)));
        Assert.Equal(2, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        HttpResponseMessage[] rejected = [.. responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests)];
        Assert.Equal(3, rejected.Length);
        Assert.All(rejected, response => Assert.Equal("3", Assert.Single(response.Headers.GetValues("Retry-After"))));
        Assert.Equal("rate_limit_exceeded", (await EmulatorClient.ErrorAsync(rejected[0])).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Sequential_requests_are_never_rejected()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { MaxConcurrent = 1, SameImage = true });
        for (int request = 0; request < 100; request++)
            await client.GenerateAsync(Request);
    }

    [Fact]
    public async Task A_client_that_leaves_frees_its_slot()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { MaxConcurrent = 1 });
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.Stall });
        using (RawConnection connection = await RawConnection.GenerateAsync(client, Request))
            await Eventually.TrueAsync(() => client.Host.Journal.Requests is [{ Fault: "stall" }]);
        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0].EndedAt is not null);
        await client.GenerateAsync(Request);
    }
}
