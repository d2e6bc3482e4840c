using System.Globalization;
using System.Text.Json;
using CometImages.Emulator.Answers;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Catalogue;

/// <summary><c>GET /user/quota?key=...</c>: the balance, and what each day cost when both dates are given.</summary>
static class QuotaRoute
{
    const int MostDays = 366;

    public static Task AnswerAsync(Exchange exchange)
    {
        IQueryCollection query = exchange.Context.Request.Query;
        ApiError? refusal = query["key"] == exchange.State.Key
            ? null
            : new ApiError(StatusCodes.Status401Unauthorized, "This API key is invalid.", Code: "invalid_api_key");
        DateOnly? first = Date(query["start_date"]);
        DateOnly? last = Date(query["end_date"]);
        bool isWrong = (query.ContainsKey("start_date") && first is null)
            || (query.ContainsKey("end_date") && last is null)
            || last < first
            || (first is not null && last is not null && last.Value.DayNumber - first.Value.DayNumber >= MostDays);
        if (refusal is null && isWrong)
            refusal = ApiError.Invalid("start_date", "start_date and end_date must be dates like 2026-02-01, in order, within a year.");
        return JsonRoute.AnswerAsync(exchange, refusal, () => Write(first, last));
    }

    static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    static ReadOnlyMemory<byte> Write(DateOnly? first, DateOnly? last)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("username", "emulated");
            json.WriteNumber("total_quota", 250.5m);
            json.WriteNumber("total_used_quota", 12.345678m);
            json.WriteNumber("request_count", 321);
            json.WriteStartArray("keys");
            WriteKey(json, "images", remain: 9.876543m, used: 2.345678m);
            WriteKey(json, "unlimited", remain: -1, used: 10);
            json.WriteEndArray();
            if (first is not null && last is not null)
                WriteDays(json, first.Value, last.Value);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    static void WriteKey(Utf8JsonWriter json, string name, decimal remain, decimal used)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("remain_quota", remain);
        json.WriteNumber("used_quota", used);
        json.WriteEndObject();
    }

    static void WriteDays(Utf8JsonWriter json, DateOnly first, DateOnly last)
    {
        json.WriteStartObject("daily_quota");
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            json.WriteStartArray(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartObject();
            json.WriteString("token_name", "images");
            json.WriteNumber("quota_used", 0.032m * (day.Day % 7));
            json.WriteNumber("request_count", day.Day % 7);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
