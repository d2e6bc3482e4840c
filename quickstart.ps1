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
    # The default model returns a URL. Save-CometImage downloads the image.
    'A paper boat floating on calm water at sunrise.' | New-CometImage | Save-CometImage ./images
}, {
    # Each row of a CSV file is a request. One failure doesn't stop the others.
    'Prompt,OutFile,Size', 'A red fox as a sticker,images/fox.png,1024x1024', 'A lighthouse,images/lighthouse.png,640x480' | Set-Content requests.csv
    Import-Csv requests.csv | New-CometImage -Model gpt-image-1-mini -Quality low -Force -ErrorVariable failed -InformationVariable run
}, {
    # The error holds the request that is still missing. Correct it and pipe it back.
    $failed.TargetObject
    $failed.TargetObject | New-CometImage -Size 1536x1024 -Force
}, {
    # The summary of the CSV file's run, and the files.
    "$($run.MessageData)"
    Get-ChildItem images | ForEach-Object FullName
}

if (-not $NoBuild) {
    foreach ($project in 'CometImages.PowerShell', 'CometImages.Emulator') {
        Write-Host "Building $project. This takes up to a minute the first time."
        dotnet build "$PSScriptRoot/src/$project" --nologo
        if ($LASTEXITCODE) { throw "The build of $project failed. Correct the errors above, and run the script again." }
    }
}

. $PSScriptRoot/tests/Pester/Emulator.ps1
Import-Module $PSScriptRoot/CometImages.psd1 -ErrorAction Stop
$baseUri = $env:COMETAPI_BASE_URL
try {
    if (-not $Live) {
        # Start-Emulator doesn't start another emulator when this variable has a loopback address.
        $env:COMETAPI_BASE_URL = $null
        $program = Get-Item $PSScriptRoot/src/CometImages.Emulator/bin/*/net10.0/CometImages.Emulator.dll | Sort-Object LastWriteTime | Select-Object -Last 1
        $emulator = Start-Emulator $program
    }

    if ($Command) {
        . ([scriptblock]::Create($Command))
        return
    }

    Push-Location (New-Item $PSScriptRoot/artifacts/quickstart -ItemType Directory -Force)
    foreach ($step in $demonstration) {
        Write-Host ("$step" -replace '(?m)^    ', 'PS> ')
        . $step | Out-Host
    }
}
finally {
    Pop-Location
    Stop-Emulator $emulator
    $env:COMETAPI_BASE_URL = $baseUri
}
