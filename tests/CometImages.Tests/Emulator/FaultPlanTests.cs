using CometImages.Emulator;
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
        EmulatorClient client = await EmulatorClient.StartAsync(new() { SamePicture = true });
        client.Host.Faults.Add(rule);
        return client;
    }

    [Theory]
    [InlineData(0, 1, "x.....")]
    [InlineData(0, 3, "xxx...")]
    [InlineData(2, 2, "..xx..")]
    [InlineData(1, 0, ".xxxxx")]
    public async Task A_rule_skips_and_counts(int skip, int count, string expected)
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Status, Skip = skip, Count = count });
        Assert.Equal(expected, await HitsAsync(client, 6));
    }

    [Fact]
    public async Task Prompt_and_model_are_wildcards()
    {
        await using EmulatorClient client = await WithAsync(
            new() { Fault = FaultNames.Status, Count = 0, Prompt = "a *boat", Model = "dall-e-?" });
        Assert.Equal("x", await HitsAsync(client, 1, "A red boat"));
        Assert.Equal(".", await HitsAsync(client, 1, "a boat with sails"));
        Assert.Equal("x", await HitsAsync(client, 1, "a boat", "dall-e-2"));
        Assert.Equal(".", await HitsAsync(client, 1, "a boat", "qwen-image"));
    }

    [Fact]
    public async Task On_pictures_the_prompt_is_the_one_that_made_them()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Expired, Route = "pictures", Prompt = "*lost*" });
        using HttpResponseMessage kept = await client.GetAsync(await client.UrlAsync("a boat"));
        using HttpResponseMessage lost = await client.GetAsync(await client.UrlAsync("a lost boat"));
        Assert.Equal((true, false), (kept.IsSuccessStatusCode, lost.IsSuccessStatusCode));
    }

    [Fact]
    public async Task Probability_is_repeatable_by_its_seed()
    {
        FaultRule rule = new() { Fault = FaultNames.Status, Count = 0, Probability = 0.3, Seed = 5 };
        await using EmulatorClient one = await WithAsync(rule);
        await using EmulatorClient two = await WithAsync(rule);
        await using EmulatorClient other = await WithAsync(rule with { Seed = 6 });
        string hits = await HitsAsync(one, 200);
        Assert.Equal(hits, await HitsAsync(two, 200));
        Assert.NotEqual(hits, await HitsAsync(other, 200));
        Assert.InRange(hits.Count(hit => hit == 'x'), 35, 90);
    }

    [Fact]
    public async Task The_first_rule_that_hits_wins_and_the_next_takes_over_when_it_is_spent()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Status, Status = 500 });
        client.Host.Faults.Add(new() { Fault = FaultNames.Status, Status = 429, Count = 2 });
        Assert.Equal("xxx.", await HitsAsync(client, 4));
        Assert.Equal([500, 429, 429, 200], client.Host.Journal.Requests.Select(entry => entry.Status));
        Assert.Equal(2, client.Host.Faults.Rules.Count);
        client.Host.Faults.Clear();
        Assert.Empty(client.Host.Faults.Rules);
    }

    [Fact]
    public async Task A_request_without_the_key_uses_nothing_up()
    {
        await using EmulatorClient client = await WithAsync(new() { Fault = FaultNames.Status });
        using HttpRequestMessage request = client.Request("{}", "wrong");
        using HttpResponseMessage response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("x.", await HitsAsync(client, 2));
    }

    public static TheoryData<FaultRule, string> Nonsense => new()
    {
        { new() { Fault = "earthquake" }, "no fault named 'earthquake'" },
        { new() { Fault = FaultNames.Status, Route = "elsewhere" }, "no route named 'elsewhere'" },
        { new() { Fault = FaultNames.Expired }, "does not strike 'generations'" },
        { new() { Fault = FaultNames.Status, Skip = -1 }, "'skip'" },
        { new() { Fault = FaultNames.Status, Count = -1 }, "'count'" },
        { new() { Fault = FaultNames.Status, Probability = 1.5 }, "'probability'" },
        { new() { Fault = FaultNames.Status, Probability = double.NaN }, "'probability'" },
        { new() { Fault = FaultNames.Status, Status = 99 }, "'status'" },
        { new() { Fault = FaultNames.Trickle, BytesPerSecond = 0 }, "'bytesPerSecond'" },
    };

    [Theory]
    [MemberData(nameof(Nonsense), DisableDiscoveryEnumeration = true)]
    public async Task A_rule_that_makes_no_sense_is_refused_in_words(FaultRule rule, string words)
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => client.Host.Faults.Add(rule)).Message, StringComparison.Ordinal);
    }
}
