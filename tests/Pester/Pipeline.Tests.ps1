Describe 'The pipeline' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'makes files of prompts, in their order' {
        $files = 'one', 'two', 'three' | New-CometImage @small | Save-CometImage -Destination $TestDrive/order -FileName '{Prompt}'
        $files.Prompt | Should -Be 'one', 'two', 'three'
        $files | Get-Item | ForEach-Object BaseName | Should -Be 'one', 'two', 'three'
    }

    It 'moves an image that was received as base64 out of the spool' {
        $image = New-CometImage 'a fox' -Model gpt-image-2 -Quality low
        $spooled = $image.Path
        $spooled | Should -Exist
        $saved = $image | Save-CometImage -Destination $TestDrive/moved -FileName fox
        $saved.Path | Should -Be (Join-Path "$TestDrive/moved" fox.png)
        $spooled | Should -Not -Exist
    }

    It 'buys only what is missing when a CSV runs again' {
        Set-Content $TestDrive/list.csv 'Prompt,OutFile', "A mug,$TestDrive/mug.png", "A chair,$TestDrive/chair.png"
        $null = Import-Csv $TestDrive/list.csv | New-CometImage @small -WarningAction SilentlyContinue
        Remove-Item $TestDrive/chair.png
        Clear-CometEmulator

        Import-Csv $TestDrive/list.csv | New-CometImage @small -SkipExisting -WarningAction SilentlyContinue | Should -HaveCount 2
        (Get-CometEmulatorRequest).prompt | Should -Be 'A chair'
        "$TestDrive/chair.png" | Should -Exist
    }

    It 'sends a request to each piped model' {
        $images = Get-CometImageModel dall-e* | New-CometImage -Prompt 'a boat'
        $images.Model | Should -Be 'dall-e-3', 'dall-e-2'
    }

    It 'saves what a CSV file kept' {
        New-CometImage 'a door' @small | Export-Csv $TestDrive/bought.csv
        Import-Csv $TestDrive/bought.csv | Save-CometImage -Destination $TestDrive/later | ForEach-Object Path | Should -Exist
    }

    It 'ends when a command after it ends the pipeline' {
        'one', 'two', 'three' | New-CometImage @small -ThrottleLimit 1 | Select-Object -First 1 | ForEach-Object Prompt | Should -Be 'one'
        @(Get-CometEmulatorRequest).Count | Should -BeLessThan 3
    }
}
