#Requires -Version 5.1
<#
.SYNOPSIS
Builds the module CometImages and installs it for the current user, or removes it. Building requires the .NET 10 SDK.
.EXAMPLE
dotnet tool exec PowerShell --yes -- ./install.ps1
.EXAMPLE
./install.ps1 -Uninstall
#>
param(
    # Indicates that the version of this clone is removed. Other versions are kept.
    [switch] $Uninstall
)

$ErrorActionPreference = 'Stop'
$version = (Select-String "ModuleVersion\s*=\s*'(.+)'" $PSScriptRoot/CometImages.psd1).Matches[0].Groups[1].Value

# PowerShell puts the folder of the current user first.
$module = Join-Path ($env:PSModulePath -split [IO.Path]::PathSeparator)[0] CometImages
$target = Join-Path $module $version
if ($Uninstall -and -not (Test-Path $target)) {
    throw "CometImages $version isn't installed in '$module'."
}

$work = Join-Path ([IO.Path]::GetTempPath()) "CometImages-$([guid]::NewGuid())"
try {
    if (-not $Uninstall) {
        Write-Host "Building CometImages $version. The first build downloads 5 MB of packages."
        dotnet msbuild $PSScriptRoot/build/Package.proj -nologo -verbosity:quiet "-p:Destination=$work"
        if ($LASTEXITCODE) { throw 'The build failed. Correct the errors above, and run the script again.' }
    }

    # A folder with a loaded assembly can't be renamed on Windows, so it stays complete.
    if (Test-Path $target) {
        try { Rename-Item $target "$version.removed" }
        catch { throw "Can't replace '$target'. Close the PowerShell sessions that use the module, and run the script again. $_" }
        Remove-Item "$target.removed" -Recurse -Force
    }

    if (-not $Uninstall) {
        $null = New-Item $module -ItemType Directory -Force
        Copy-Item $work/CometImages $target -Recurse
    }
    elseif (-not (Get-ChildItem $module)) {
        Remove-Item $module
    }
}
finally {
    if (Test-Path $work) { Remove-Item $work -Recurse -Force }
}

"CometImages $version was $(if ($Uninstall) { 'removed from' } else { 'installed in' }) '$target'."
