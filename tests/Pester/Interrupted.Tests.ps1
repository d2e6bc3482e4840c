Describe 'A run that is killed' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1

        # dall-e-2 sends WebP, whatever the extension of the file.
        $folder = Join-Path $TestDrive images
        $run = {
            $PID
            $ProgressPreference = $WarningPreference = 'SilentlyContinue'
            Import-Module $using:module
            1..60 | ForEach-Object { [pscustomobject]@{ Prompt = "row $_"; OutFile = Join-Path $using:folder "$_.png" } } |
                New-CometImage -Model dall-e-2 -Size 256x256 -ThrottleLimit 4 -SkipExisting | Measure-Object | ForEach-Object Count
        }
        function Get-ImageFile { Get-ChildItem $folder -Filter *.png -ErrorAction Ignore }
    }

    BeforeEach {
        Clear-CometEmulator
        Set-CometEmulatorSetting @{ latencyMs = 100 }
    }

    AfterAll {
        Set-CometEmulatorSetting @{ latencyMs = 0 }
        Stop-CometEmulator $emulator
    }

    It 'is completed by the same command, which requests only the missing images' {
        $first = Start-Job $run
        $deadline = (Get-Date).AddSeconds(60)
        while (@(Get-ImageFile).Count -lt 12 -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 50 }
        Stop-Process -Id ($first | Receive-Job) -Force
        $first | Wait-Job | Remove-Job
        $left = @(Get-ImageFile).Count
        $left | Should -BeGreaterOrEqual 12
        $left | Should -BeLessThan 60

        (Start-Job $run | Receive-Job -Wait -AutoRemoveJob)[-1] | Should -Be 60
        $images = Get-ImageFile
        $images | Should -HaveCount 60
        foreach ($image in $images) {
            [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($image.FullName), 8, 4) | Should -Be 'WEBP'
        }

        # Only the requests in flight at the kill were sent a second time.
        $requests = @(Get-CometEmulatorRequest)
        @($requests.prompt | Sort-Object -Unique) | Should -HaveCount 60
        $requests.Count | Should -BeGreaterOrEqual 60
        $requests.Count | Should -BeLessOrEqual 64
    }
}
