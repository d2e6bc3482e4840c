# The emulator for tests: dot-source this in BeforeAll.

# Starts the emulator and points this session at it. One on this machine that COMETAPI_BASE_URL names already is used as it is.
function Start-Emulator {
    param(
        # The built program: dotnet publish src/CometImages.Emulator -o <folder>
        [string] $Program = $env:COMETIMAGES_EMULATOR
    )

    if ($env:COMETAPI_BASE_URL -and ([uri] $env:COMETAPI_BASE_URL).IsLoopback) {
        return [pscustomobject]@{ Process = $null; Root = $env:COMETAPI_BASE_URL -replace '/v1$' }
    }

    $log = [IO.Path]::GetTempFileName()
    $process = Start-Process dotnet "`"$Program`" --port 0" -RedirectStandardOutput $log -NoNewWindow -PassThru
    $deadline = (Get-Date).AddSeconds(60)
    do {
        if ($process.HasExited -or (Get-Date) -gt $deadline) { throw "The emulator does not start: $Program" }
        Start-Sleep -Milliseconds 100
        $said = (Get-Content $log) -join "`n"
    } until ($said -match 'COMETAPI_BASE_URL = ''(?<url>[^'']+)''[\s\S]+COMETAPI_KEY = ''(?<key>[^'']+)''')

    $emulator = [pscustomobject]@{
        Process = $process
        Root    = $Matches.url -replace '/v1$'
        Log     = $log
        Before  = $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY
    }
    $env:COMETAPI_BASE_URL = $Matches.url
    $env:COMETAPI_KEY = $Matches.key
    $emulator
}

# Ends what Start-Emulator started, and puts the environment back.
function Stop-Emulator($Emulator) {
    if ($Emulator.Process) {
        $Emulator.Process | Stop-Process -PassThru | Wait-Process
        Remove-Item $Emulator.Log -ErrorAction Ignore
        $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY = $Emulator.Before
    }
}

# Forgets requests and faults: for BeforeEach.
function Reset-Emulator($Emulator) {
    $null = Invoke-RestMethod "$($Emulator.Root)/emulator/requests" -Method Delete
    $null = Invoke-RestMethod "$($Emulator.Root)/emulator/faults" -Method Delete
}

# Says what shall go wrong, for example @{ fault = 'status'; status = 503; count = 0 }.
function Add-EmulatorFault($Emulator, [hashtable] $Rule) {
    $null = Invoke-RestMethod "$($Emulator.Root)/emulator/faults" -Method Post -Body ($Rule | ConvertTo-Json) -ContentType application/json
}

# The bodies of the requests for pictures so far, oldest first.
function Get-EmulatorRequest($Emulator) {
    $requests = Invoke-RestMethod "$($Emulator.Root)/emulator/requests"
    $requests | Where-Object route -EQ generations | ForEach-Object { $_.body | ConvertFrom-Json }
}
