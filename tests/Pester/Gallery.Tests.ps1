Describe 'Export-CometImageGallery' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        Push-Location -LiteralPath $TestDrive
        $images = 'a boat', 'a <b>mug</b>' | New-CometImage @small -Cost -OutFile 'in/{Index}-{Prompt}.webp' -WarningAction SilentlyContinue
        $images | Export-CometImageGallery sheet.html
        function Get-Card($Page) { (Get-Content -LiteralPath $Page -Raw) -split '<li class="card' | Select-Object -Skip 1 }
    }

    AfterAll {
        Pop-Location
        Stop-CometEmulator $emulator
    }

    It 'encodes the prompt' {
        $cards = Get-Card sheet.html
        $cards.Count | Should -Be 2
        $cards[1] | Should -BeLike '*>a &lt;b&gt;mug&lt;/b&gt;</p>*'
    }

    It 'shows the same from JSON and CSV' {
        $images | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | Export-CometImageGallery json.html
        $images | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv | Export-CometImageGallery csv.html
        (Get-Card json.html).Count | Should -Be 2
        foreach ($page in 'json.html', 'csv.html') {
            (Get-Card $page)[1] -replace '<dt>Created</dt>.*' | Should -Be ((Get-Card sheet.html)[1] -replace '<dt>Created</dt>.*')
        }
    }

    It 'shows the images of files and folders' {
        Get-ChildItem in/*.webp | Export-CometImageGallery files.html
        Get-Item in | Export-CometImageGallery folder.html
        (Get-Card files.html).Count | Should -Be 2
        Get-Card folder.html | Should -Be (Get-Card files.html)
    }

    It 'writes nothing with -WhatIf' {
        $images | Export-CometImageGallery none.html -WhatIf
        'none.html' | Should -Not -Exist
    }

    It 'returns the file with -PassThru only' {
        $images | Export-CometImageGallery sheet.html | Should -BeNullOrEmpty
        ($images | Export-CometImageGallery sheet.html -PassThru).Name | Should -Be 'sheet.html'
    }
}
