# Functions for scripts and tests that use the emulator. The program is in the folder of this file.

# The emulators that this session started. An emulator stops when its input ends, and the list prevents that .NET closes the input early.
$started = [Collections.Generic.List[psobject]]::new()
$ExecutionContext.SessionState.Module.OnRemove = { Stop-CometEmulator }
Update-TypeData -TypeName CometEmulator -DefaultDisplayPropertySet BaseUri, ApiKey -Force

function Start-CometEmulator {
    <#
    .SYNOPSIS
    Starts the emulator, and sets COMETAPI_BASE_URL and COMETAPI_KEY, so that the session uses it.
    .DESCRIPTION
    If COMETAPI_BASE_URL is already a loopback address, the function returns that emulator and doesn't start another one. The emulator
    stops when you run Stop-CometEmulator, and when the process of the session ends.
    .EXAMPLE
    Start-CometEmulator
    New-CometImage 'A lighthouse in a storm' -OutFile lighthouse.png
    #>
    [CmdletBinding()]
    param(
        # Specifies the TCP port on the loopback address. The default is any free port.
        [ValidateRange(0, 65535)]
        [int] $Port,

        # Specifies the API key that the emulator accepts. The default is a random key.
        [ValidatePattern('^[\w.-]+$')]
        [string] $ApiKey,

        # Indicates that an emulator is started even if the session already uses one.
        [switch] $Force
    )

    if ((Get-EmulatorRoot) -and -not $Force) {
        return [pscustomobject]@{ PSTypeName = 'CometEmulator'; BaseUri = $env:COMETAPI_BASE_URL; ApiKey = $env:COMETAPI_KEY }
    }

    $program = Get-Item $PSScriptRoot/CometImages.Emulator, $PSScriptRoot/CometImages.Emulator.exe -ErrorAction Ignore
    if (-not $program) {
        throw "Can't find the emulator in '$PSScriptRoot'. To build it, use 'dotnet publish src/CometImages.Emulator -o <folder>'."
    }

    $key = if ($ApiKey) { "--key $ApiKey" }
    $start = [Diagnostics.ProcessStartInfo]::new($program.FullName, "--stop-at-end-of-input true --port $Port $key")
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    $variables = @{}
    while (-not $variables.COMETAPI_KEY) {
        $line = $process.StandardOutput.ReadLine()
        if ($null -eq $line) {
            throw "Can't start the emulator. $($process.StandardError.ReadToEnd())".Trim()
        }

        if ($line -match '\$env:(?<name>\w+) = ''(?<value>.+)''') {
            $variables[$Matches.name] = $Matches.value
        }
    }

    # The program waits if its output isn't read.
    $null = $process.StandardOutput.BaseStream.CopyToAsync([IO.Stream]::Null)
    $emulator = [pscustomobject]@{
        PSTypeName = 'CometEmulator'
        BaseUri    = $variables.COMETAPI_BASE_URL
        ApiKey     = $variables.COMETAPI_KEY
        Process    = $process
        Previous   = $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY
    }
    $started.Add($emulator)
    $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY = $emulator.BaseUri, $emulator.ApiKey
    $emulator
}

function Stop-CometEmulator {
    <#
    .SYNOPSIS
    Stops emulators that Start-CometEmulator started, and restores COMETAPI_BASE_URL and COMETAPI_KEY.
    #>
    [CmdletBinding()]
    param(
        # Specifies the objects that Start-CometEmulator returned. The default is all emulators that this session started.
        [AllowNull()]
        [psobject[]] $Emulator = $started.ToArray()
    )

    $stopping = @($started | Where-Object { $Emulator -contains $_ })
    [array]::Reverse($stopping)
    foreach ($one in $stopping) {
        $null = $started.Remove($one)
        $one.Process.StandardInput.Close()
        $one.Process.WaitForExit()
        $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY = $one.Previous
    }
}

function Clear-CometEmulator {
    <#
    .SYNOPSIS
    Deletes the recorded requests and the faults of the emulator that the session uses, and restores its balance.
    #>
    [CmdletBinding()]
    param()

    Invoke-Emulator requests Delete
    Invoke-Emulator faults Delete
}

function Add-CometEmulatorFault {
    <#
    .SYNOPSIS
    Adds faults to the emulator that the session uses.
    .DESCRIPTION
    For the properties of a fault, see about_CometImages_Emulator.
    .EXAMPLE
    Add-CometEmulatorFault @{ fault = 'respond'; status = 503; count = 0 }
    #>
    [CmdletBinding()]
    param(
        # Specifies the rules. If several rules match a request, the emulator applies the first one.
        [Parameter(Mandatory)]
        [hashtable[]] $Rule
    )

    foreach ($one in $Rule) {
        Invoke-Emulator faults Post $one
    }
}

function Set-CometEmulatorSetting {
    <#
    .SYNOPSIS
    Changes settings of the emulator that the session uses.
    .DESCRIPTION
    For the settings, see about_CometImages_Emulator.
    .EXAMPLE
    Set-CometEmulatorSetting @{ latencyMs = 50; maxConcurrent = 5 }
    .EXAMPLE
    Set-CometEmulatorSetting -Balance 0.25
    #>
    [CmdletBinding(DefaultParameterSetName = 'Setting')]
    param(
        # Specifies the names and the values of the settings.
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'Setting')]
        [hashtable] $Setting,

        # Specifies the US dollars that the requests since the last Clear-CometEmulator can cost. The value null removes the limit.
        [Parameter(Mandatory, ParameterSetName = 'Balance')]
        [AllowNull()]
        [Nullable[decimal]] $Balance
    )

    $changes = if ($Setting) { $Setting } else { @{ balance = $Balance } }
    Invoke-Emulator settings Patch $changes
}

function Get-CometEmulatorRequest {
    <#
    .SYNOPSIS
    Gets the generation and edit requests that the emulator received, oldest first.
    .DESCRIPTION
    The properties of an object are the fields of a request. A field of an edit is a string. A file is an object with the properties
    name, fileName, contentType, length, and sha256. The property cost is the cost in US dollars, or null if the request failed or the
    model is free.
    .EXAMPLE
    (Get-CometEmulatorRequest).prompt
    .EXAMPLE
    (Get-CometEmulatorRequest).image.fileName
    .EXAMPLE
    Get-CometEmulatorRequest | Measure-Object cost -Sum
    #>
    [CmdletBinding()]
    param()

    Invoke-RestMethod "$(Get-EmulatorRoot -Required)/emulator/requests" |
        ForEach-Object { $_ } | Where-Object route -In generations, edits |
        ForEach-Object {
            $fields = if ($_.parts) { ConvertFrom-Part $_.parts } else { $_.body | ConvertFrom-Json }
            $fields | Add-Member cost $_.cost -Force -PassThru
        }
}

function ConvertFrom-Part([psobject[]] $Part) {
    $fields = [ordered]@{}
    foreach ($one in $Part) {
        $value = if ($one.fileName) { $one } else { $one.value }
        $fields[$one.name] = if ($fields.Contains($one.name)) { @($fields[$one.name]) + $value } else { $value }
    }

    [pscustomobject] $fields
}

function Get-EmulatorRoot([switch] $Required) {
    $baseUri = $env:COMETAPI_BASE_URL -as [uri]
    if ($baseUri.IsAbsoluteUri -and $baseUri.IsLoopback) {
        $baseUri.GetLeftPart('Authority')
    }
    elseif ($Required) {
        throw "The base URL '$env:COMETAPI_BASE_URL' in COMETAPI_BASE_URL isn't an emulator's. To start an emulator, use Start-CometEmulator."
    }
}

function Invoke-Emulator([string] $Path, [string] $Method, [hashtable] $Body) {
    $content = if ($Body) { @{ Body = ConvertTo-Json $Body -Depth 9; ContentType = 'application/json' } } else { @{} }
    $null = Invoke-RestMethod "$(Get-EmulatorRoot -Required)/emulator/$Path" -Method $Method @content
}

Export-ModuleMember -Function *-CometEmulator*
