# A small answer with a URL, many times, in turn: a line of milliseconds for each, the bare call first. It is compiled, and reads nothing.
param([string] $Manifest, [int] $Calls)

$ErrorActionPreference = 'Stop'
Import-Module $Manifest
Add-Type -TypeDefinition @'
using System.Net.Http;
using System.Text;

public static class Bare
{
    static readonly HttpClient s_http = new();

    public static void Call(string uri)
    {
        using StringContent content = new("{\"model\":\"dall-e-3\",\"prompt\":\"A paper boat.\"}", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = s_http.PostAsync(uri, content).GetAwaiter().GetResult();
        response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }
}
'@
$uri = "$env:COMETAPI_BASE_URL/images/generations"

function Measure-Call([int] $Times) {
    for ($i = 0; $i -lt $Times; $i++) {
        $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
        [Bare]::Call($uri)
        $bare = [System.Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
        $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
        $null = New-CometImage 'A paper boat.'
        $comet = [System.Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
        "$bare $comet"
    }
}

# Warm takes some thousand calls: until then the runtime compiles anew, beside the calls, what it has seen often.
for ($round = 0; $round -lt 20; $round++) {
    $compiled = [System.Runtime.JitInfo]::GetCompiledMethodCount()
    $null = Measure-Call 1000
    if ($round -gt 2 -and [System.Runtime.JitInfo]::GetCompiledMethodCount() - $compiled -lt 20) { break }
}

Measure-Call $Calls
