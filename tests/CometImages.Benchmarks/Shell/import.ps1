# How long importing a module takes, in a fresh process.
param([string] $Manifest)

$ErrorActionPreference = 'Stop'
$clock = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Manifest
$clock.Elapsed.TotalMilliseconds
