#Requires -Version 7.4
<#
.SYNOPSIS
Shows CometImages at work against the emulator. It needs the .NET 10 SDK, and no API key.
.EXAMPLE
dotnet tool exec PowerShell --yes -- ./quickstart.ps1
.EXAMPLE
./quickstart.ps1 -Command "New-CometImage 'A lighthouse in a storm' | Save-CometImage ./images"
#>
param(
    # Specifies the commands to run instead of the demonstration.
    [string] $Command,

    # Indicates that CometAPI receives the requests instead of the emulator, and charges for the images.
    [ValidateScript({ -not $_ -or $env:COMETAPI_KEY }, ErrorMessage = 'Set $env:COMETAPI_KEY to your API key.')]
    [switch] $Live,

    # Indicates that the module and the emulator are used as the last build left them.
    [switch] $NoBuild
)

$demonstration = {
    # The default model returns the image itself. Save-CometImage moves it to the folder.
    'A paper boat floating on calm water at sunrise.' | New-CometImage | Save-CometImage -Destination images -FileName boat -Force
}, {
    # Each row of a CSV file is a request, and one failure doesn't stop the others. The last line summarizes the run.
    'Prompt,OutFile,Size', 'A red fox,images/fox.png,1024x1024', 'A lighthouse,images/lighthouse.png,640x480' | Set-Content requests.csv
    Import-Csv requests.csv | New-CometImage -Model gpt-image-2 -Quality low -Force -ErrorVariable failed -InformationVariable run
    "$($run.MessageData)"
}, {
    # The error's TargetObject is the request that is still missing.
    $failed.TargetObject
}, {
    # Correct the request and pipe it back.
    $failed.TargetObject | New-CometImage -Size 1536x1024 -Force
}, {
    (Get-ChildItem images).FullName
}

if (-not $NoBuild) {
    $steps = [ordered]@{
        'Downloading the packages of the module (5 MB)'     = 'restore', 'src/CometImages.PowerShell'
        'Building the module'                               = 'build', 'src/CometImages.PowerShell', '--no-restore'
        'Downloading the packages of the emulator (155 MB)' = 'restore', 'src/CometImages.Emulator'
        'Building the emulator'                             = 'build', 'src/CometImages.Emulator', '--no-restore'
    }
    Write-Host 'The first run takes one to two minutes. Later runs download nothing and build only what changed.'
    Push-Location $PSScriptRoot
    foreach ($step in $steps.GetEnumerator()) {
        $number++
        Write-Host "Step $number of $($steps.Count): $($step.Key)"
        dotnet $step.Value --nologo -p:RunAnalyzers=false
        if ($LASTEXITCODE) { break }
    }

    Pop-Location
    if ($LASTEXITCODE) { throw "The step failed: $($step.Key). Correct the errors above, and run the script again." }
}

Import-Module $PSScriptRoot/CometImages.psd1 -ErrorAction Stop
$program = Get-Item $PSScriptRoot/src/CometImages.Emulator/bin/*/net10.0/CometImages.Emulator.dll | Sort-Object LastWriteTime
Import-Module "$($program[-1].DirectoryName)/CometEmulator.psm1" -ErrorAction Stop
Push-Location
try {
    if (-not $Live) {
        $emulator = Start-CometEmulator -Force
    }

    if ($Command) {
        & ([scriptblock]::Create($Command))
    }
    else {
        Set-Location (New-Item $PSScriptRoot/artifacts/quickstart -ItemType Directory -Force)
        foreach ($step in $demonstration) {
            Write-Host ("$step" -replace '(?m)^    ', 'PS> ')
            . $step | Out-Host
        }
    }
}
finally {
    Stop-CometEmulator $emulator
    Pop-Location
}
