using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json;
using CometImages.Emulator.Configuration;
using CometImages.Emulator.Faults;

namespace CometImages.Emulator.Endpoints;

/// <summary>The page at <c>/</c>: what the emulator is and how to control it.</summary>
static class FrontPage
{
    public static string Create(EmulatorSettings settings, string host)
    {
        JsonObject values = JsonSerializer.SerializeToNode(settings, EmulatorJson.Options)!.AsObject();
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>CometImages emulator</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; color: #223; background: #fdfbf7; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
              pre { background: #f0ece3; padding: .8rem; overflow-x: auto; border-radius: .4rem }
              td { padding: .2rem 1.2rem .2rem 0; vertical-align: top; border-top: 1px solid #e4ded2 }
              td:first-child { font-family: monospace; white-space: nowrap }
            </style>
            </head>
            <body>
            <h1>CometImages emulator</h1>
            <p>This program emulates the image API: it draws images on this machine, charges nothing, and sends nothing anywhere else.
            The API is under <code>/v1</code>. Images have a port of their own. The program showed the API key when it started.</p>
            <h2>Requests</h2>
            <p><a href="/emulator/requests">/emulator/requests</a> lists the latest requests. DELETE removes them.</p>
            <h2>Faults</h2>
            <p><a href="/emulator/faults">/emulator/faults</a> lists the active rules. POST adds a rule or an array of rules. DELETE removes all.</p>
            <pre>Invoke-RestMethod http://{{host}}/emulator/faults -Method Post -Body '{"fault":"respond","status":429,"count":3}'</pre>
            <p>A rule can also have: route, prompt and model (wildcards), skip, count (0 = no limit), probability with seed, delayMs, headers.</p>
            <table>{{CreateRows(FaultRegistry.All.Select(fault => (fault.Name, fault.Description, string.Join(", ", fault.Routes))))}}</table>
            <h2>Settings</h2>
            <p><a href="/emulator/settings">/emulator/settings</a> shows the settings. PATCH changes those that it names.</p>
            <pre>Invoke-RestMethod http://{{host}}/emulator/settings -Method Patch -Body '{"latencyMs":2000,"maxConcurrent":5}'</pre>
            <table>{{CreateRows(NamedSettings.Descriptions.Select(setting => (setting.Key, setting.Value, $"{values[setting.Key]}")))}}</table>
            </body>
            </html>
            """;
    }

    static string CreateRows(IEnumerable<(string Name, string Description, string Value)> rows) => string.Concat(rows.Select(row =>
        $"<tr><td>{WebUtility.HtmlEncode(row.Name)}</td><td>{WebUtility.HtmlEncode(row.Description)}</td><td>{WebUtility.HtmlEncode(row.Value)}</td></tr>\n"));
}
