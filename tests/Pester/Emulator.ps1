# Functions for tests with the emulator. Dot-source this file in BeforeAll.

# Starts the emulator and sets the environment variables. If COMETAPI_BASE_URL is a loopback address, uses that emulator instead.
function Start-Emulator {
    param(
        # The program that 'dotnet publish src/CometImages.Emulator -o <folder>' created.
        [string] $Program = $env:COMETIMAGES_EMULATOR
    )

    if ($env:COMETAPI_BASE_URL -and ([uri] $env:COMETAPI_BASE_URL).IsLoopback) {
        return [pscustomobject]@{ Process = $null; Root = $env:COMETAPI_BASE_URL -replace '/v1$' }
    }

    $log = [IO.Path]::GetTempFileName()
    $process = Start-Process dotnet "`"$Program`" --port 0" -RedirectStandardOutput $log -NoNewWindow -PassThru
    $deadline = (Get-Date).AddSeconds(60)
    do {
        if ($process.HasExited -or (Get-Date) -gt $deadline) { throw "Can't start the emulator '$Program'." }
        Start-Sleep -Milliseconds 100
        $output = (Get-Content $log) -join "`n"
    } until ($output -match 'COMETAPI_BASE_URL = ''(?<url>[^'']+)''[\s\S]+COMETAPI_KEY = ''(?<key>[^'']+)''')

    $emulator = [pscustomobject]@{
        Process = $process
        Root    = $Matches.url -replace '/v1$'
        Log     = $log
        Restore = $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY
    }
    $env:COMETAPI_BASE_URL = $Matches.url
    $env:COMETAPI_KEY = $Matches.key
    $emulator
}

# Stops the emulator that Start-Emulator started and restores the environment variables.
function Stop-Emulator($Emulator) {
    if ($Emulator.Process) {
        $Emulator.Process | Stop-Process -PassThru | Wait-Process
        Remove-Item $Emulator.Log -ErrorAction Ignore
        $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY = $Emulator.Restore
    }
}

# Deletes the recorded requests and the faults. Call this function in BeforeEach.
function Reset-Emulator($Emulator) {
    $null = Invoke-RestMethod "$($Emulator.Root)/emulator/requests" -Method Delete
    $null = Invoke-RestMethod "$($Emulator.Root)/emulator/faults" -Method Delete
}

# Adds a fault, such as @{ fault = 'respond'; status = 503; count = 0 }.
function Add-EmulatorFault($Emulator, [hashtable] $Rule) {
    $null = Invoke-RestMethod "$($Emulator.Root)/emulator/faults" -Method Post -Body ($Rule | ConvertTo-Json) -ContentType application/json
}

# Gets the bodies of the generation requests, oldest first.
function Get-EmulatorRequest($Emulator) {
    $requests = Invoke-RestMethod "$($Emulator.Root)/emulator/requests"
    $requests | Where-Object route -EQ generations | ForEach-Object { $_.body | ConvertFrom-Json }
}
