using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Control;

/// <summary>
/// Faults, settings and journal over HTTP, without a key, and the page that explains them. Not in the journal themselves.
/// </summary>
static class ControlRoutes
{
    const string Faults = "/emulator/faults";
    const string Settings = "/emulator/settings";
    const string Requests = "/emulator/requests";

    public static void Map(WebApplication app, EmulatorState state)
    {
        app.MapGet("/", context => WritePageAsync(context, state));
        app.MapGet(Faults, context => WriteFaultsAsync(context, state));
        app.MapPost(Faults, context => ChangeAsync(context, body => AddFaults(state, body), () => WriteFaultsAsync(context, state)));
        app.MapDelete(Faults, context => Clear(context, state.Faults.Clear));
        app.MapGet(Settings, context => WriteSettingsAsync(context, state));
        app.MapPatch(Settings, context => ChangeAsync(context, body => Patch(state, body), () => WriteSettingsAsync(context, state)));
        app.MapGet(Requests, context => WriteAsync(context, state.Journal.Requests, EmulatorJson.Default.IReadOnlyListJournalEntry));
        app.MapDelete(Requests, context => Clear(context, state.Journal.Clear));
    }

    static void AddFaults(EmulatorState state, string body)
    {
        FaultRule[] rules = RuleReader.Read(body);
        foreach (FaultRule rule in rules)
            FaultKinds.Check(rule);
        foreach (FaultRule rule in rules)
            state.Faults.Add(rule);
    }

    static void Patch(EmulatorState state, string body)
    {
        using JsonDocument patch = JsonDocument.Parse(body);
        SettingsPatch.Apply(state.Settings, patch.RootElement);
    }

    static async Task ChangeAsync(HttpContext context, Action<string> change, Func<Task> answer)
    {
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            change(body);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, new ControlError(error.Message), EmulatorJson.Default.ControlError);
            return;
        }

        await answer();
    }

    static Task Clear(HttpContext context, Action clear)
    {
        clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    static Task WriteFaultsAsync(HttpContext context, EmulatorState state)
    {
        FaultList list = new(
            state.Faults.Snapshot(), [.. FaultKinds.All.Select(kind => new KnownFault(kind.Name, kind.Description, kind.Routes))]);
        return WriteAsync(context, list, EmulatorJson.Default.FaultList);
    }

    static Task WriteSettingsAsync(HttpContext context, EmulatorState state) =>
        WriteAsync(context, state.Settings, EmulatorJson.Default.EmulatorSettings);

    static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);

    static Task WritePageAsync(HttpContext context, EmulatorState state)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(IndexPage.Write(state, $"127.0.0.1:{context.Connection.LocalPort}"), context.RequestAborted);
    }
}
