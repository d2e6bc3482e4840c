Describe 'Other runspaces and processes' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'saves here what a job made' {
        $job = Start-Job {
            Import-Module $using:module
            New-CometImage 'a lighthouse' -Model dall-e-2 -Size 256x256
            New-CometImage 'a fox' -Model gpt-image-2 -Quality low
        }
        $images = $job | Receive-Job -Wait -AutoRemoveJob
        $images[0].psobject.TypeNames | Should -Contain 'Deserialized.CometImages.CometImage'
        $saved = $images | Save-CometImage -Destination $TestDrive/job -FileName '{Prompt}'
        $saved | Should -BeOfType CometImages.CometImage
        $saved | Get-Item | ForEach-Object BaseName | Should -Be 'a-lighthouse', 'a-fox'
        $saved[0].Created | Should -Be $images[0].Created
    }

    It 'keeps the columns of a row in a job, in JSON, and in a CSV file' {
        $job = Start-Job {
            Import-Module $using:module
            [pscustomobject]@{ Prompt = 'a mug'; Sku = 'A1' } | New-CometImage -Model dall-e-2 -Size 256x256
        }
        $image = $job | Receive-Job -Wait -AutoRemoveJob | Save-CometImage -Destination $TestDrive/columns -FileName '{Sku}'
        $image.Sku | Should -Be 'A1'
        $image.psobject.Properties.Name | Should -Not -Contain 'PSComputerName'
        $image | ConvertTo-Json | ConvertFrom-Json | Save-CometImage -Destination $TestDrive/json -FileName { "json-$($_.Sku)" }
        $image | Export-Csv $TestDrive/image.csv
        Import-Csv $TestDrive/image.csv | Save-CometImage "$TestDrive/csv/{Sku}.webp"
        "$TestDrive/columns/A1.webp", "$TestDrive/json/json-A1.webp", "$TestDrive/csv/A1.webp" | Should -Exist
    }

    It 'works in parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $saved = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            New-CometImage "boat $_" -Model dall-e-2 -Size 256x256
        } | Save-CometImage -Destination $TestDrive/parallel -FileName '{Prompt}'
        $saved | Get-Item | ForEach-Object BaseName | Sort-Object | Should -Be 'boat-1', 'boat-2', 'boat-3', 'boat-4'
        @(Get-CometEmulatorRequest) | Should -HaveCount 4
    }

    It 'survives a file' {
        $image = New-CometImage 'a door' @small
        $image | Export-Clixml $TestDrive/image.xml
        $saved = Import-Clixml $TestDrive/image.xml | Save-CometImage -Destination $TestDrive/file
        $saved.Url | Should -BeExactly $image.Url
    }

    It 'reports that a file is on another computer' {
        [pscustomobject]@{ Path = Join-Path $TestDrive nowhere.png; PSComputerName = 'far-away' } |
            Save-CometImage -Destination $TestDrive/far -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'CometApi.RemotePath,*'
        "$($failed[0])" | Should -Match 'far-away'
    }
}
