#Requires -Version 7.4
<#
.SYNOPSIS
Creates the missing images of a CSV file on several computers. Each computer requests the rows of its shard.
.EXAMPLE
./Invoke-Batch.ps1 render1, render2, render3 products.csv -ApiKey (Get-Secret CometApi)
#>
param(
    # Specifies the computers. PowerShell must be a subsystem of their SSH servers.
    [Parameter(Mandatory)]
    [string[]] $HostName,

    # Specifies the CSV file. The column OutFile contains paths in a folder that the computers share.
    [Parameter(Mandatory)]
    [string] $Path,

    # Specifies the API key. It's transferred in the encrypted session and isn't stored.
    [Parameter(Mandatory)]
    [securestring] $ApiKey
)

$ErrorActionPreference = 'Stop'
$rows = @(Import-Csv $Path)
$sessions = @(New-PSSession -HostName $HostName)
try {
    $jobs = foreach ($index in 1..$sessions.Count) {
        $shard = "$index/$($sessions.Count)"
        Invoke-Command $sessions[$index - 1] -AsJob {
            $using:rows | New-CometImage -Shard $using:shard -SkipExisting -ApiKey $using:ApiKey
        }
    }

    $jobs | Receive-Job -Wait -AutoRemoveJob -ErrorAction Continue
}
finally {
    Remove-PSSession $sessions
}
