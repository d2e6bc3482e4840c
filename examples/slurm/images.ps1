#!/usr/bin/env pwsh
#SBATCH --job-name=images
#SBATCH --array=0-7
#SBATCH --output=images-%A_%a.log

# Creates the missing images of products.csv. Each task of the array requests the rows of its shard.
$ErrorActionPreference = 'Stop'
Import-Csv products.csv |
    New-CometImage -Shard Auto -SkipExisting -ErrorVariable failed -ErrorAction Continue -InformationVariable run | Out-Null
"$($run.MessageData)"
exit [int]($failed.Count -gt 0)
