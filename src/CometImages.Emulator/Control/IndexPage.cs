using System.Net;
using CometImages.Emulator.Faults;
using CometImages.Emulator.Hosting;

namespace CometImages.Emulator.Control;

/// <summary>The page at <c>/</c>: what this is and how it is driven.</summary>
static class IndexPage
{
    public static string Write(EmulatorState state, string host)
    {
        string faults = Rows(FaultKinds.All.Select(kind => (kind.Name, kind.Description, string.Join(", ", kind.Routes))));
        string settings = Rows(SettingsPatch.Members.Select(member =>
            (member.Name, SettingsPatch.Describe(member), member.Get!(state.Settings)?.ToString() ?? "")));
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>CometImages emulator</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; color: #223; background: #fdfbf7 }
              body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
              pre { background: #f0ece3; padding: .8rem; overflow-x: auto; border-radius: .4rem }
              td { padding: .2rem 1.2rem .2rem 0; vertical-align: top; border-top: 1px solid #e4ded2 }
              td:first-child { font-family: monospace; white-space: nowrap }
            </style>
            </head>
            <body>
            <h1>An emulated image API</h1>
            <p>This stands in for the service: pictures are drawn here, nothing is charged, nothing leaves this machine.
            The API is under <code>/v1</code>; the pictures have a port of their own. The key was printed at the start.</p>
            <h2>What was asked</h2>
            <p><a href="/emulator/requests">/emulator/requests</a> lists the newest requests; DELETE forgets them.</p>
            <h2>What shall go wrong</h2>
            <p><a href="/emulator/faults">/emulator/faults</a> lists the active rules; POST adds one rule or a list, DELETE removes all.</p>
            <pre>Invoke-RestMethod http://{{host}}/emulator/faults -Method Post -Body '{"fault":"status","status":429,"count":3}'</pre>
            <p>A rule may also have: route, prompt and model (wildcards), skip, count (0 = always), probability with seed, delayMs.</p>
            <table>{{faults}}</table>
            <h2>What all answers have in common</h2>
            <p><a href="/emulator/settings">/emulator/settings</a> shows the settings; PATCH changes those that it names.</p>
            <pre>Invoke-RestMethod http://{{host}}/emulator/settings -Method Patch -Body '{"latencyMs":2000,"maxConcurrent":5}'</pre>
            <table>{{settings}}</table>
            </body>
            </html>
            """;
    }

    static string Rows(IEnumerable<(string Name, string Text, string More)> rows) => string.Concat(rows.Select(row =>
        $"<tr><td>{Encode(row.Name)}</td><td>{Encode(row.Text)}</td><td>{Encode(row.More)}</td></tr>\n"));

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
