Describe 'Sidecars' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        $null = New-Item $TestDrive/banners -ItemType Directory
        'A boat', 'A house' | New-CometImage @small -OutFile "$TestDrive/banners/{Prompt}.webp" -Sidecar -WarningAction SilentlyContinue
    }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'tell everything a year later, when only the folder is left' {
        Get-CometImageHistory | Out-Null
        $rows = Get-CometImage $TestDrive/banners | Select-Object Prompt, Model, Size, Cost
        $rows.Prompt | Should -Be 'A boat', 'A house'
        $rows.Size | Should -Be '256x256', '256x256'
        $rows.Model | Should -Be 'dall-e-2', 'dall-e-2'
    }

    It 'ask the same again from selected properties' {
        $file = (Get-CometImage $TestDrive/banners)[0].Path
        $null = Get-CometImage $file | Select-Object Prompt, Model, Size | New-CometImage -WarningAction SilentlyContinue
        $request = Get-CometEmulatorRequest
        $request.prompt, $request.model, $request.size | Should -Be 'A boat', 'dall-e-2', '256x256'
    }

    It 'are found with files of Get-ChildItem' {
        (Get-ChildItem $TestDrive/banners -File -Filter *.webp | Get-CometImage).Prompt | Should -Be 'A boat', 'A house'
    }

    It 'read no further file when the pipeline has ended' {
        $null = New-Item $TestDrive/many -ItemType Directory
        1..50 | ForEach-Object { Set-Content "$TestDrive/many/$_.png" 'no image' }
        Copy-Item "$TestDrive/banners/A-boat.webp" "$TestDrive/many/0.webp"
        $verbose = Get-CometImage $TestDrive/many -Verbose 4>&1 | Select-Object -First 1
        $verbose | Should -BeOfType CometImages.CometImage
    }

    It 'are valid by their schema' -Skip:(-not (Get-Command Test-Json -ErrorAction Ignore)) {
        $schema = Get-Content -Raw $repository/docs/sidecar.schema.json
        Get-ChildItem $TestDrive/banners -Filter *.json | ForEach-Object {
            Test-Json -Json (Get-Content -Raw $_.FullName) -Schema $schema | Should -BeTrue
        }
    }
}
