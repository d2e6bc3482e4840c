using System.Globalization;
using System.Net;
using System.Text.Json;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.Tests.Emulator;

/// <summary>What requests cost, and what happens when the balance is used up.</summary>
public sealed class BalanceTests
{
    const string PricedByRequest = """{"model":"dall-e-2","prompt":"a boat","size":"256x256","n":2}""";
    const decimal CostByRequest = 2 * 0.016m;
    const string PricedByToken = """{"model":"gpt-image-2","prompt":"a boat","size":"1024x1024"}""";
    const string WithoutPrice = """{"model":"lighthouse-image-1","prompt":"a boat"}""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<JsonElement> GetQuotaAsync(EmulatorClient client, string dates = "")
    {
        using HttpResponseMessage response = await client.GetAsync(
            new Uri(client.Host.BaseUri, $"/user/quota?key={client.Host.Key}{dates}").ToString());
        return await EmulatorClient.JsonAsync(response);
    }

    static decimal Remaining(JsonElement quota) => Assert.Single(quota.GetProperty("keys").EnumerateArray()).GetProperty("remain_quota").GetDecimal();

    [Fact]
    public async Task The_price_of_a_request_is_used_before_the_prices_of_tokens()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        await client.GenerateAsync(PricedByRequest);
        JsonElement usage = (await client.GenerateAsync(PricedByToken)).GetProperty("usage");
        await client.GenerateAsync(WithoutPrice);

        decimal byToken = ((4m * usage.GetProperty("input_tokens").GetInt32()) + (24m * usage.GetProperty("output_tokens").GetInt32())) / 1_000_000;
        Assert.InRange(byToken, 0.004m, 0.005m);
        Assert.Equal([CostByRequest, byToken, null], client.Host.Journal.Requests.Select(entry => entry.Cost));
        JsonElement quota = await GetQuotaAsync(client);
        Assert.Equal(CostByRequest + byToken, quota.GetProperty("total_used_quota").GetDecimal());
        Assert.Equal(3, quota.GetProperty("request_count").GetInt32());
        Assert.Equal((-1m, -1m), (quota.GetProperty("total_quota").GetDecimal(), Remaining(quota)));
    }

    [Fact]
    public async Task An_edit_costs_what_its_tokens_cost()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using MultipartFormDataContent form = EditForm.Create().WithImage();
        JsonElement usage = (await client.EditAsync(form)).GetProperty("usage");
        decimal cost = ((4m * usage.GetProperty("input_tokens").GetInt32()) + (24m * usage.GetProperty("output_tokens").GetInt32())) / 1_000_000;
        Assert.Equal(cost, client.Host.Journal.Requests[^1].Cost);
    }

    [Fact]
    public async Task A_request_that_fails_costs_nothing()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Balance = 1 });
        client.Host.Faults.Add(new FaultRule { Fault = FaultNames.Respond, Status = 503 });
        using HttpResponseMessage failed = await client.PostAsync(PricedByRequest);
        using HttpResponseMessage invalid = await client.PostAsync("""{"model":"dall-e-2","prompt":"a boat","size":"1x1"}""");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadRequest), (failed.StatusCode, invalid.StatusCode));
        Assert.All(client.Host.Journal.Requests, entry => Assert.Null(entry.Cost));
        JsonElement quota = await GetQuotaAsync(client);
        Assert.Equal((1m, 0m), (Remaining(quota), quota.GetProperty("total_used_quota").GetDecimal()));
        Assert.Equal(0, quota.GetProperty("request_count").GetInt32());
    }

    [Fact]
    public async Task A_request_that_begins_with_nothing_left_gets_the_documented_error()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Balance = 0.04m });
        await client.GenerateAsync(PricedByRequest);
        Assert.Equal(0.008m, Remaining(await GetQuotaAsync(client)));
        await client.GenerateAsync(PricedByRequest);
        Assert.Equal(0m, Remaining(await GetQuotaAsync(client)));

        using HttpResponseMessage response = await client.PostAsync(WithoutPrice);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        JsonElement error = await EmulatorClient.ErrorAsync(response);
        Assert.Equal(
            ("insufficient_user_quota", "comet_api_error"), (error.GetProperty("code").GetString(), error.GetProperty("type").GetString()));
        Assert.Equal((403, null), (client.Host.Journal.Requests[^1].Status, client.Host.Journal.Requests[^1].Cost));
        JsonElement quota = await GetQuotaAsync(client);
        Assert.Equal((0.04m, 2 * CostByRequest), (quota.GetProperty("total_quota").GetDecimal(), quota.GetProperty("total_used_quota").GetDecimal()));

        client.Host.Settings.Balance = 1;
        await client.GenerateAsync(WithoutPrice);
    }

    [Fact]
    public async Task The_journal_and_the_quota_agree_after_many_requests_at_once()
    {
        const int Count = 60;
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Balance = 100, SameImage = true });
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => client.GenerateAsync(PricedByRequest)));
        JsonElement quota = await GetQuotaAsync(client);
        Assert.Equal(Count * CostByRequest, quota.GetProperty("total_used_quota").GetDecimal());
        Assert.Equal(Count * CostByRequest, client.Host.Journal.Requests.Sum(entry => entry.Cost));
        Assert.Equal(100 - (Count * CostByRequest), Remaining(quota));
        Assert.Equal(Count, quota.GetProperty("request_count").GetInt32());
    }

    [Fact]
    public async Task The_daily_quota_is_that_of_the_requests()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync();
        DateOnly before = DateOnly.FromDateTime(DateTime.UtcNow);
        await client.GenerateAsync(PricedByRequest);
        await client.GenerateAsync(PricedByRequest);
        string first = before.AddDays(-1).ToString("O", CultureInfo.InvariantCulture);
        string last = before.AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        JsonElement daily = (await GetQuotaAsync(client, $"&start_date={first}&end_date={last}")).GetProperty("daily_quota");

        Assert.Equal(3, daily.EnumerateObject().Count());
        Assert.Equal(0, daily.GetProperty(first).GetArrayLength());
        JsonElement[] uses = [.. daily.EnumerateObject().SelectMany(day => day.Value.EnumerateArray())];
        Assert.Equal(2 * CostByRequest, uses.Sum(use => use.GetProperty("quota_used").GetDecimal()));
        Assert.Equal(2, uses.Sum(use => use.GetProperty("request_count").GetInt32()));
        Assert.All(uses, use => Assert.Equal("emulator", use.GetProperty("token_name").GetString()));
    }

    [Fact]
    public async Task Deleting_the_requests_restores_the_balance()
    {
        await using EmulatorClient client = await EmulatorClient.StartAsync(new() { Balance = 0.01m });
        await client.GenerateAsync(PricedByRequest);
        using HttpResponseMessage deleted = await client.Http.DeleteAsync(new Uri(client.Host.BaseUri, "/emulator/requests"), Cancellation);
        Assert.Equal(0.01m, Remaining(await GetQuotaAsync(client)));
        await client.GenerateAsync(PricedByRequest);
    }
}
