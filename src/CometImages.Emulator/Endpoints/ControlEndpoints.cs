using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Emulator.Billing;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CometImages.Emulator.Endpoints;

/// <summary>The faults, settings, and journal over HTTP, without an API key, and the page that explains them.</summary>
static class ControlEndpoints
{
    const string Faults = "/emulator/faults";
    const string Settings = "/emulator/settings";
    const string Requests = "/emulator/requests";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", (HttpRequest request) => TypedResults.Content(FrontPage.Create(request.Host.ToString()), "text/html; charset=utf-8"));
        app.MapGet(Faults, GetFaults);
        app.MapPost(Faults, AddFaultsAsync);
        app.MapDelete(Faults, (FaultPlan faults) => Clear(faults.Clear));
        app.MapGet(Settings, (HostState state) => Json(state.Settings));
        app.MapPatch(Settings, ChangeSettingsAsync);
        app.MapGet(Requests, (RequestJournal journal) => Json(journal.Requests));
        app.MapDelete(Requests, (RequestJournal journal, Account account) => Clear(journal.Clear, account.Clear));
    }

    static JsonHttpResult<object> GetFaults(FaultPlan faults) => Json(new
    {
        active = faults.GetStatus(),
        known = FaultRegistry.All.Select(fault => new { fault = fault.Name, fault.Description, fault.Routes }),
    });

    static Task<IResult> AddFaultsAsync(HttpRequest request, FaultPlan faults) => ChangeAsync(request, body =>
    {
        FaultRule[] rules = EmulatorJson.ReadRules(body);
        Array.ForEach(rules, rule => FaultRegistry.Validate(rule));
        Array.ForEach(rules, faults.Add);
        return GetFaults(faults);
    });

    static Task<IResult> ChangeSettingsAsync(HttpRequest request, HostState state) => ChangeAsync(request, body =>
    {
        JsonObject changes = JsonNode.Parse(body) as JsonObject ?? throw new JsonException("The settings must be a JSON object.");
        state.Settings = DescribedProperties.Change(state.Settings, changes);
        return Json(state.Settings);
    });

    static async Task<IResult> ChangeAsync(HttpRequest request, Func<string, IResult> change)
    {
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync();
        try
        {
            return change(body);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return TypedResults.BadRequest(new { error = error.Message });
        }
    }

    static NoContent Clear(params Action[] clear)
    {
        Array.ForEach(clear, action => action());
        return TypedResults.NoContent();
    }

    static JsonHttpResult<object> Json(object value) => TypedResults.Json(value, EmulatorJson.Options);
}
