Describe 'A run that is killed' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        function Set-Setting($Json) {
            $null = Invoke-RestMethod "$($emulator.Root)/emulator/settings" -Method Patch -ContentType application/json -Body $Json
        }

        $script = Join-Path $TestDrive run.ps1
        Set-Content $script @'
param($Module, $Folder)
$ProgressPreference = $WarningPreference = 'SilentlyContinue'
Import-Module $Module
1..60 | ForEach-Object { [pscustomobject]@{ Prompt = "row $_"; OutFile = Join-Path $Folder "$_.png" } } |
    New-CometImage -ThrottleLimit 4 -SkipExisting | Measure-Object | ForEach-Object Count
'@
        $folder = Join-Path $TestDrive pictures
        $shell = (Get-Process -Id $PID).Path
    }

    BeforeEach {
        Reset-Emulator $emulator

        # dall-e-3 sends webp whatever the name says; what counts is the name.
        Set-Setting '{"samePicture":true,"latencyMs":100}'
    }

    AfterAll {
        Set-Setting '{"samePicture":false,"latencyMs":0}'
        Stop-Emulator $emulator
    }

    It 'is finished by the same line, which buys what is missing and nothing else' {
        $first = Start-Process $shell -ArgumentList '-NoProfile', '-File', $script, $module, $folder -PassThru
        $deadline = (Get-Date).AddSeconds(60)
        while (@(Get-ChildItem $folder -Filter *.png -ErrorAction Ignore).Count -lt 12 -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 20 }
        Stop-Process -InputObject $first -Force
        $first.WaitForExit()
        $left = @(Get-ChildItem $folder -Filter *.png).Count
        $left | Should -BeGreaterOrEqual 12
        $left | Should -BeLessThan 60

        & $shell -NoProfile -File $script $module $folder | Should -Be 60
        $pictures = Get-ChildItem $folder -Filter *.png
        $pictures | Should -HaveCount 60
        foreach ($picture in $pictures) {
            [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($picture.FullName), 8, 4) | Should -Be 'WEBP'
        }

        # Only what was under way when it was killed was asked for a second time.
        $asked = @(Get-EmulatorRequest $emulator)
        @($asked.prompt | Sort-Object -Unique) | Should -HaveCount 60
        $asked.Count | Should -BeGreaterOrEqual 60
        $asked.Count | Should -BeLessOrEqual 64
    }
}
