using System.Globalization;
using CometImages.Emulator.Billing;
using CometImages.Emulator.Middleware;
using CometImages.Emulator.Responses;

namespace CometImages.Emulator.Endpoints;

/// <summary><c>GET /user/quota?key=...</c>: the balance, and the cost of each day if both dates are specified. The API key has all of it.</summary>
static class QuotaEndpoint
{
    const int MaxDays = 366;
    const int Unlimited = -1;
    const string KeyName = "emulator";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/user/quota", Get).WithMetadata(new EmulatedRoute(RouteNames.Quota));

    static IResult Get(HttpRequest request, HostState state, Account account)
    {
        if (request.Query["key"] != state.Key)
        {
            return ApiError.InvalidApiKey("The API key is invalid.");
        }

        (DateOnly? first, DateOnly? last) = (GetDate(request, "start_date"), GetDate(request, "end_date"));
        int days = (last?.DayNumber - first?.DayNumber + 1) ?? 0;
        if (first == DateOnly.MinValue || last == DateOnly.MinValue || days is < 0 or > MaxDays)
        {
            return ApiError.Invalid("start_date", "start_date and end_date must be dates like 2026-02-01, in order, within a year.");
        }

        AccountUse total = account.Total;
        Dictionary<string, object> quota = new()
        {
            ["username"] = "emulated",
            ["total_quota"] = state.Settings.Balance ?? Unlimited,
            ["total_used_quota"] = total.Cost,
            ["request_count"] = total.RequestCount,
            ["keys"] = new object[] { new { name = KeyName, remain_quota = account.Remaining ?? Unlimited, used_quota = total.Cost } },
        };
        if (days > 0)
        {
            quota["daily_quota"] = Enumerable.Range(0, days).Select(first!.Value.AddDays).ToDictionary(
                day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                day => account.Find(day) is { } use
                    ? new object[] { new { token_name = KeyName, quota_used = use.Cost, request_count = use.RequestCount } }
                    : []);
        }

        return EmulatedResponse.Json(StatusCodes.Status200OK, quota);
    }

    /// <summary>Returns null if the parameter is missing, and the minimum if it isn't a date.</summary>
    static DateOnly? GetDate(HttpRequest request, string name)
    {
        _ = DateOnly.TryParseExact(request.Query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        return request.Query.ContainsKey(name) ? date : null;
    }
}
