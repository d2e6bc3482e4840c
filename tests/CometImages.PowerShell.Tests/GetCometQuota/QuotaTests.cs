using System.Management.Automation;
using System.Text.RegularExpressions;
using CometImages.PowerShell.Tests.Fixture;
using CometImages.Tests.Shared;
using Xunit;

namespace CometImages.PowerShell.Tests.GetCometQuota;

public sealed class QuotaTests
{
    const string Get = "Get-CometQuota -BaseUri $BaseUri -ApiKey $Key";
    const decimal Cost = 0.016m;

    [Fact]
    public async Task An_object_contains_the_balance_of_the_API_key_and_of_the_account()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject unlimited = Assert.Single(await session.OutputAsync(Get));
        Assert.Equal((null, true, 0m), (unlimited.Get("Remaining"), unlimited.Get("IsUnlimited"), unlimited.Get("Used")));
        Assert.Equal((null, true), (unlimited.Get("AccountTotal"), unlimited.Get("IsAccountUnlimited")));

        session.Emulator.Settings.Balance = 1;
        PSObject quota = Assert.Single(await session.OutputAsync($"$null = New-CometImage x @Small; {Get}"));
        Assert.Equal(
            ("emulator", 1 - Cost, false, Cost), (quota.Text("Name"), quota.Get("Remaining"), quota.Get("IsUnlimited"), quota.Get("Used")));
        Assert.Equal(("emulated", 1m, false), (quota.Text("UserName"), quota.Get("AccountTotal"), quota.Get("IsAccountUnlimited")));
        Assert.Equal((Cost, 1L), (quota.Get("AccountUsed"), quota.Get("AccountRequestCount")));
    }

    [Fact]
    public async Task With_both_dates_the_output_is_the_use_of_each_day()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> days = await session.OutputAsync(
            $"$null = New-CometImage x @Small; {Get} -StartDate ([datetime]::UtcNow.AddDays(-1)) -EndDate ([datetime]::UtcNow.AddDays(1))");
        PSObject day = Assert.Single(days);
        Assert.Equal(("emulator", Cost, 1L), (day.Text("Name"), day.Get("Used"), day.Get("RequestCount")));
        Assert.InRange((DateTime)day.Get("Date")!, DateTime.UtcNow.Date.AddDays(-1), DateTime.UtcNow.Date);
        Assert.Matches(
            @"^/user/quota\?key=\*\*\*&start_date=\d{4}-\d\d-\d\d&end_date=\d{4}-\d\d-\d\d$", session.Emulator.Journal.Requests[^1].RawTarget);
    }

    [Theory]
    [InlineData("-StartDate 2026-02-01", "belong together")]
    [InlineData("-EndDate 2026-02-01", "belong together")]
    [InlineData("-StartDate 2026-02-02 -EndDate 2026-02-01", "-StartDate 2026-02-02 is after -EndDate 2026-02-01.")]
    public async Task Dates_that_are_no_range_are_one_terminating_error(string dates, string message)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"try {{ {Get} {dates} }} catch {{ 'caught'; throw }}");
        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        Assert.NotNull(result.Thrown);
        Assert.Equal("CometApi.InvalidRequest", result.Thrown.Id());
        Assert.Contains(message, result.Thrown.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Emulator.Journal.Requests);
    }

    [Theory]
    [InlineData("Get-CometQuota -BaseUri $BaseUri", "CometApi.ApiKeyMissing")]
    [InlineData("Get-CometQuota -BaseUri $BaseUri -ApiKey wrong-for-this-test", "CometApi.Unauthorized")]
    [InlineData("Get-CometQuota -BaseUri http://example.com/v1 -ApiKey $Key", "CometApi.InvalidBaseUri")]
    [InlineData("Get-CometQuota -BaseUri $BaseUri -ApiKey 'two words'", "CometApi.Unauthorized")]
    public async Task A_failure_is_one_terminating_error_with_its_ID(string script, string id)
    {
        await using ModuleSession session = await ModuleSession.StartAsync(connected: false);
        RunResult result = await session.RunAsync($"try {{ {script} }} catch {{ 'caught'; throw }}");
        Assert.Equal("caught", Assert.Single(result.Output).ToString());
        Assert.NotNull(result.Thrown);
        Assert.Equal(id, result.Thrown.Id());
        Assert.NotEmpty(result.Thrown.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task A_name_that_contains_the_API_key_is_not_shown()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string key = session.Emulator.Key;
        string body = $$"""{"username":"{{key}}","total_quota":2,"keys":[{"name":"a\u001b[2J{{key}}","remain_quota":0}]}""";
        using RawServer server = RawServer.Respond($"HTTP/1.1 200 OK\nContent-Length: {body.Length}\nConnection: close\n\n{body}");
        PSObject quota = Assert.Single(await session.OutputAsync($"Get-CometQuota -BaseUri {server.Address}v1 -ApiKey $Key"));
        Assert.Equal(("***", "a [2J***", 0m), (quota.Text("UserName"), quota.Text("Name"), quota.Get("Remaining")));
    }

    [Theory]
    [InlineData("""{"username":"u","total_quota":5,"total_used_quota":3}""", 1)]
    [InlineData("""{"total_quota":2105.234088,"keys":[{"name":"k","remain_quota":8.93872,"used_quota":2.1},{"name":"u","remain_quota":-1}]}""", 2)]
    public async Task Each_API_key_is_an_object_and_so_is_an_account_without_any(string body, int count)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        using RawServer server = RawServer.Respond($"HTTP/1.1 200 OK\nContent-Length: {body.Length}\nConnection: close\n\n{body}");
        IReadOnlyList<PSObject> quotas = await session.OutputAsync($"Get-CometQuota -BaseUri {server.Address}v1 -ApiKey $Key");
        Assert.Equal(count, quotas.Count);
        Assert.Equal(count == 2, quotas[^1].Get("IsUnlimited"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_balance_is_shown_as_a_table_that_fits_the_screen(int width)
    {
        RecordingHost host = new(width);
        await using ModuleSession session = await ModuleSession.StartAsync(host: host);
        session.Emulator.Settings.Balance = 1.5m;
        await session.OutputAsync($"{Get} | Out-Default");
        string[] lines = [.. host.Lines.Select(line => Regex.Replace(line, "\u001b\\[[0-9;]*m", ""))];
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal("   Account: emulated: quota 1.50, used 0.00, 0 requests (US dollars)", lines[0]);
        Assert.Matches("^API key +Remaining +Used$", lines[1]);
        Assert.Matches("^emulator +1[.]50 +0[.]00$", lines[3]);
    }
}
