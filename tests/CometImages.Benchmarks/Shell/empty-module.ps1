# Creates two modules with an empty cmdlet and this module's manifest: Empty without a format file, EmptyWithFormat with an empty one.
param([string] $Manifest, [string] $Folder)

$ErrorActionPreference = 'Stop'
$lib = New-Item -ItemType Directory (Join-Path $Folder lib net8.0)
Add-Type -OutputAssembly (Join-Path $lib Empty.dll) -TypeDefinition @'
[System.Management.Automation.Cmdlet("Get", "Empty")]
public sealed class GetEmptyCommand : System.Management.Automation.PSCmdlet { }
'@
'<Configuration><ViewDefinitions /></Configuration>' | Set-Content (Join-Path $Folder Empty.Format.ps1xml)

$text = (Get-Content -Raw $Manifest) -replace "(GUID +=).+", "`$1 '$(New-Guid)'" -replace 'CometImages.PowerShell.dll', 'Empty.dll' `
    -replace '(CmdletsToExport +=)[^)]+\)', "`$1 @('Get-Empty')"
$text -replace 'CometImages.Format', 'Empty.Format' | Set-Content (Join-Path $Folder EmptyWithFormat.psd1)
$text -replace 'FormatsToProcess.+', '' | Set-Content (Join-Path $Folder Empty.psd1)
