# Runs these tests with the newest installed Pester of one major version, and says how it went in a file when asked to.
param(
    [int] $Major = 5,
    [string] $Path = $PSScriptRoot,
    [string] $Result
)

$pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq $Major } | Sort-Object Version | Select-Object -Last 1
$outcome = [ordered]@{ Version = "$($pester.Version)"; Passed = 0; Failed = @() }
if ($pester) {
    Import-Module $pester.Path -ErrorAction Stop
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Normal'
    $run = Invoke-Pester -Configuration $configuration
    $outcome.Passed = $run.PassedCount
    $outcome.Failed = @(
        $run.Failed | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
        $run.FailedBlocks | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
        $run.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord)" }
    )
}

if ($Result) {
    [pscustomobject] $outcome | ConvertTo-Json | Set-Content $Result -Encoding UTF8
}

exit [int] ($outcome.Failed.Count -gt 0)
