# What every file of tests begins with: dot-source this in BeforeAll.
. $PSScriptRoot/Emulator.ps1
$repository = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $repository CometImages.psd1
Import-Module $module -ErrorAction Stop

$program = Get-ChildItem "$repository/src/CometImages.Emulator/bin/*/net10.0/CometImages.Emulator.dll" -ErrorAction Ignore |
    Sort-Object LastWriteTime | Select-Object -Last 1
$emulator = Start-Emulator "$program"

# A small picture is soon drawn.
$small = @{ Model = 'dall-e-2'; Size = '256x256' }
