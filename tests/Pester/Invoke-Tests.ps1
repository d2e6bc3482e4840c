# Runs the Pester tests of a folder. -Pester names the module to run them with: the newest installed one, or the path of another.
param(
    [string] $Path = $PSScriptRoot,
    [string] $Pester = 'Pester'
)

# Windows PowerShell has Pester 3 built in.
Import-Module $Pester -MinimumVersion 5.7 -ErrorAction Stop
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $configuration

# Of a long output, a log may show the end only.
@($run.Failed) + $run.FailedBlocks | Where-Object ErrorRecord | ForEach-Object { "Failed: $($_.ExpandedPath)", ($_.ErrorRecord | Out-String) }

# A run without a test isn't a success.
exit [int] ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0)
