# What every file of tests begins with: dot-source this in BeforeAll.
$repository = Split-Path (Split-Path $PSScriptRoot)
# The checkout's, unless another one is to be tested.
$module = if ($env:COMETIMAGES_MODULE) { $env:COMETIMAGES_MODULE } else { Join-Path $repository CometImages.psd1 }
Import-Module $module -ErrorAction Stop

$program = Get-Item $repository/src/CometImages.Emulator/bin/*/net10.0/CometImages.Emulator.dll | Sort-Object LastWriteTime
Import-Module "$($program[-1].DirectoryName)/CometEmulator.psm1" -ErrorAction Stop
$emulator = Start-CometEmulator

# The tests are about the built-in default.
$env:COMETAPI_IMAGE_MODEL = $null

# The emulator renders a small image quickly.
$small = @{ Model = 'dall-e-2'; Size = '256x256' }
