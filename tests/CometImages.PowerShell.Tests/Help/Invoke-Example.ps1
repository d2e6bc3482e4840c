# Runs each example in a folder of its own that has the files which examples speak of, and writes down its errors, silenced ones too.
param([string] $Examples, [string] $Results)

# What the machine of the examples has beside the module.
Import-Module $PSScriptRoot/../CometEmulator.psm1

function Get-Secret([string] $Name, [switch] $AsPlainText) {
    if ($AsPlainText) { $env:COMETAPI_KEY } else { ConvertTo-SecureString $env:COMETAPI_KEY -AsPlainText -Force }
}

$base = $env:COMETAPI_BASE_URL
$key = $env:COMETAPI_KEY
$root = Split-Path $Results
$null = New-Item $Results

# The files of the examples that edit images.
$env:XDG_DATA_HOME = (New-Item -ItemType Directory (Join-Path $root originals)).FullName
$null = 'mug', 'bowl' | New-CometImage -Quality low -OutFile "$root/originals/photos/{Prompt}.png"
$null = New-CometImage mask -Model gpt-image-2.5-flare -Background transparent -Quality low -OutFile $root/originals/mug-mask.png
foreach ($example in Get-Content $Examples -Raw | ConvertFrom-Json) {
    $env:COMETAPI_BASE_URL = $base
    $env:COMETAPI_KEY = $key
    $PSDefaultParameterValues.Clear()
    Set-Location (New-Item -ItemType Directory (Join-Path $root ([guid]::NewGuid())))

    # Nothing gets into the home of whoever runs this.
    Set-Variable HOME (Get-Location).Path -Force

    # A spool of its own: what other tests left unclaimed is not this example's.
    $env:XDG_DATA_HOME = (New-Item -ItemType Directory data).FullName
    Set-Content products.csv 'Prompt,OutFile,Model,Size', 'A mug,mug.png,dall-e-2,256x256', 'A chair,chair.png,dall-e-2,256x256'
    Set-Content prompts.txt 'A tree', 'A hill'
    Set-Content edits.csv 'Image,Prompt,Mask,OutFile', 'photos/mug.png,At night,mug-mask.png,edited/mug.png', 'photos/bowl.png,At night,,edited/bowl.png'
    Copy-Item $root/originals/photos, $root/originals/mug-mask.png . -Recurse

    $Error.Clear()
    try {
        & ([scriptblock]::Create($example.Code)) *>&1 | Out-String | Write-Verbose
    }
    catch {
        Write-Verbose "It ended: $_"
    }

    $errors = @($Error | ForEach-Object { "$_" })
    Add-Content $Results ([pscustomobject]@{ Id = $example.Id; Errors = $errors } | ConvertTo-Json -Compress)

    $origin = $base -replace '/v1$'
    $null = Invoke-RestMethod $origin/emulator/faults -Method Delete
    $null = Invoke-RestMethod $origin/emulator/settings -Method Patch -ContentType application/json -Body '{"latencyMs":0,"maxConcurrent":0}'
}
