# Run where the package is found by its name alone; tells in a file, line by line, what came of it.
$ErrorActionPreference = 'Stop'
$WarningPreference = 'Stop'
$connection = @{ BaseUri = $env:USE_PACKAGE_BASE_URI; ApiKey = $env:USE_PACKAGE_KEY }
$lines = @(
    (Get-Command New-CometImage).Version.ToString()
    (Get-Module CometImages).ModuleBase
    [CometImages.CometImage].Assembly.Location
    (New-CometImage 'a boat' -Quality low @connection | Save-CometImage -Path $env:USE_PACKAGE_FOLDER -Name boat).Model
    (Get-Help New-CometImage).Synopsis
    Remove-Module CometImages
    Import-Module CometImages
    (Get-CometImageModel gpt-image-2).Model
)
[IO.File]::WriteAllLines("$env:USE_PACKAGE_FOLDER/lines.txt", [string[]]$lines)
