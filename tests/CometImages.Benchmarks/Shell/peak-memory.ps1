# Ten pictures of 4 MB as files: the peak of the whole process's memory after one small picture, after the ten, in KB, and the milliseconds.
param([string] $Manifest, [string] $Way, [string] $Small, [string] $Ten, [string] $Folder)

$ErrorActionPreference = 'Stop'
function Read-Peak { [regex]::Match([System.IO.File]::ReadAllText('/proc/self/status'), 'VmHWM:\s+(\d+)').Groups[1].Value }

function Save-ByModule([string] $Uri, [int] $Count) {
    $null = New-CometImage 'A paper boat.' -Model gpt-image-1 -Count $Count -BaseUri $Uri -OutFile (Join-Path $Folder "$Count.png")
}

function Save-ByIdiom([string] $Uri, [int] $Count) {
    $body = @{ model = 'gpt-image-1'; prompt = 'A paper boat.'; n = $Count } | ConvertTo-Json
    $answer = Invoke-RestMethod "$Uri/images/generations" -Method Post -Body $body -ContentType application/json
    $number = 0
    foreach ($picture in $answer.data) {
        [System.IO.File]::WriteAllBytes((Join-Path $Folder "$Count-$((++$number)).png"), [Convert]::FromBase64String($picture.b64_json))
    }
}

Import-Module $Manifest
& "Save-By$Way" $Small 1
$before = Read-Peak
$clock = [System.Diagnostics.Stopwatch]::StartNew()
& "Save-By$Way" $Ten 10
$time = $clock.Elapsed.TotalMilliseconds
"$before $(Read-Peak) $time"
