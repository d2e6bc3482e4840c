using System.Net;
using CometImages.Emulator;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class AdmissionTests
{
    const string Request = """{"model":"dall-e-3","prompt":"a boat"}""";

    [Fact]
    public async Task More_than_may_be_under_way_are_429_at_once()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(
            new() { MaxConcurrent = 2, LatencyMs = 400, MaxConcurrentRetryAfter = "3", SamePicture = true });
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.PostAsync(Request)));
        Assert.Equal(2, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        HttpResponseMessage[] refused = [.. responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests)];
        Assert.Equal(3, refused.Length);
        Assert.All(refused, response => Assert.Equal("3", Assert.Single(response.Headers.GetValues("Retry-After"))));
        Assert.Equal("rate_limit_exceeded", (await EmulatorClient.ErrorAsync(refused[0])).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_asks_one_at_a_time_is_never_refused()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { MaxConcurrent = 1, SamePicture = true });
        for (int request = 0; request < 100; request++)
            await client.GenerateAsync(Request);
    }

    [Fact]
    public async Task A_client_that_left_makes_room()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { MaxConcurrent = 1 });
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.Stall });
        using (RawConnection connection = await RawConnection.GenerateAsync(client, Request))
            await Eventually.TrueAsync(() => client.Host.Journal.Requests is [{ Fault: "stall" }]);
        await Eventually.TrueAsync(() => client.Host.Journal.Requests[0].EndedAt is not null);
        await client.GenerateAsync(Request);
    }
}
