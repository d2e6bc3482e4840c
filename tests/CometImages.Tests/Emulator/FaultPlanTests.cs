using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

public sealed class FaultPlanTests
{
    static async Task<string> HitsAsync(EmulatorClient client, int requests, string prompt = "a boat", string model = "dall-e-3")
    {
        List<char> hits = [];
        for (int request = 0; request < requests; request++)
        {
            using HttpResponseMessage response = await client.PostAsync($$"""{"model":"{{model}}","prompt":"{{prompt}}"}""");
            hits.Add(response.IsSuccessStatusCode ? '.' : 'x');
        }

        return string.Concat(hits);
    }

    static async Task<EmulatorClient> WithAsync(FaultRule rule)
    {
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SameImage = true });
        client.Host.Faults.Add(rule);
        return client;
    }

    [Theory]
    [InlineData(0, 1, "x.....")]
    [InlineData(0, 3, "xxx...")]
    [InlineData(2, 2, "..xx..")]
    [InlineData(1, 0, ".xxxxx")]
    public async Task A_rule_skips_requests_and_counts_hits(int skip, int count, string expected)
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond, Skip = skip, Count = count });
        Assert.Equal(expected, await HitsAsync(client, 6));
    }

    [Fact]
    public async Task Prompt_and_model_are_wildcard_patterns()
    {
        await using EmulatorClient client = await WithAsync(
            new() { Fault = FaultNames.Respond, Count = 0, Prompt = "a *boat", Model = "dall-e-?" });
        Assert.Equal("x", await HitsAsync(client, 1, "A red boat"));
        Assert.Equal(".", await HitsAsync(client, 1, "a boat with sails"));
        Assert.Equal("x", await HitsAsync(client, 1, "a boat", "dall-e-2"));
        Assert.Equal(".", await HitsAsync(client, 1, "a boat", "qwen-image"));
    }

    [Fact]
    public async Task On_the_route_images_the_prompt_is_that_of_the_image()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond, Status = 403, Route = "images", Prompt = "*lost*" });
        using HttpResponseMessage kept = await client.GetAsync(await client.UrlAsync("a boat"));
        using HttpResponseMessage lost = await client.GetAsync(await client.UrlAsync("a lost boat"));
        Assert.Equal((true, false), (kept.IsSuccessStatusCode, lost.IsSuccessStatusCode));
    }

    [Fact]
    public async Task The_seed_makes_the_probability_repeatable()
    {
        FaultRule rule = new() { Fault = FaultNames.Respond, Count = 0, Probability = 0.3, Seed = 5 };
        await using EmulatorClient one = await WithAsync(rule);
        await using EmulatorClient two = await WithAsync(rule);
        await using EmulatorClient other = await WithAsync(rule with { Seed = 6 });
        string hits = await HitsAsync(one, 200);
        Assert.Equal(hits, await HitsAsync(two, 200));
        Assert.NotEqual(hits, await HitsAsync(other, 200));
        Assert.InRange(hits.Count(hit => hit == 'x'), 35, 90);
    }

    [Fact]
    public async Task The_first_rule_that_hits_applies_until_it_reaches_its_count()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond, Status = 500 });
        client.Host.Faults.Add(new() { Fault = FaultNames.Respond, Status = 429, Count = 2 });
        Assert.Equal("xxx.", await HitsAsync(client, 4));
        Assert.Equal([500, 429, 429, 200], client.Host.Journal.Requests.Select(entry => entry.Status));
        Assert.Equal(2, client.Host.Faults.Rules.Count);
        client.Host.Faults.Clear();
        Assert.Empty(client.Host.Faults.Rules);
    }

    [Fact]
    public async Task A_request_without_the_API_key_does_not_count()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Respond });
        using HttpRequestMessage request = client.Request("{}", "wrong");
        using HttpResponseMessage response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("x.", await HitsAsync(client, 2));
    }

    public static TheoryData<FaultRule, string> Invalid => new()
    {
        { new() { Fault = "earthquake" }, "Unknown fault 'earthquake'" },
        { new() { Fault = FaultNames.Respond, Route = "elsewhere" }, "Unknown route 'elsewhere'" },
        { new() { Fault = FaultNames.NoRange }, "doesn't apply to the route 'generations'" },
        { new() { Fault = FaultNames.Respond, Skip = -1 }, "'skip'" },
        { new() { Fault = FaultNames.Respond, Count = -1 }, "'count'" },
        { new() { Fault = FaultNames.Respond, Probability = 1.5 }, "'probability'" },
        { new() { Fault = FaultNames.Respond, Probability = double.NaN }, "'probability'" },
        { new() { Fault = FaultNames.Respond, Status = 99 }, "'status'" },
        { new() { Fault = FaultNames.Trickle, BytesPerSecond = 0 }, "'bytesPerSecond'" },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public async Task An_invalid_rule_is_rejected_with_the_reason(FaultRule rule, string words)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => client.Host.Faults.Add(rule)).Message, StringComparison.Ordinal);
    }
}
