Describe 'Help of <_>' -ForEach @(
    'New-CometImage'
    'Edit-CometImage'
    'Save-CometImage'
    'Get-CometImage'
    'Show-CometImage'
    'Export-CometImageGallery'
    'Get-CometImageModel'
    'Measure-CometImageCost'
    'Get-CometImageHistory'
    'Clear-CometImageHistory'
    'Get-CometQuota'
    'Test-CometConnection'
) {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        $command = $_
        $help = Get-Help $command -Full
    }
    AfterAll { Stop-CometEmulator $emulator }

    It 'has a synopsis, a description and notes' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text | Should -Not -BeNullOrEmpty
    }

    It 'describes every parameter' {
        $own = (Get-Command $command).Parameters.Keys | Where-Object { $_ -notin [Management.Automation.Cmdlet]::CommonParameters }
        $told = Get-Help $command -Parameter *
        $told.name | Sort-Object | Should -Be ($own | Sort-Object)
        $told | ForEach-Object { ($_.description.Text -join '').Trim() | Should -Not -BeNullOrEmpty }
    }

    It 'shows examples on the screen' {
        Get-Help $command -Examples | Out-String | Should -Match "Example 5: [\s\S]+$command"
    }

    It 'has a page online' {
        (Get-Command $command).HelpUri | Should -BeLike "https://*/$command.md"
    }
}

Describe 'The examples that use the files of images' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        function Get-ExampleLine($Command) {
            (Get-Help $Command -Examples).examples.example.code -split '\r?\n' -like '*-LiteralPath { $_.Path }*'
        }

        Push-Location -LiteralPath $TestDrive
        $files = $images = New-CometImage 'a boat' @small -OutFile './a[1].webp'
        Set-Content a1.webp other
    }

    AfterAll {
        Pop-Location
        Stop-CometEmulator $emulator
    }

    It 'get a file with brackets in its name' {
        (Invoke-Expression (Get-ExampleLine Save-CometImage)).Name | Should -Be 'a[1].webp'
    }

    It 'copy a file with brackets in its name' {
        Invoke-Expression (Get-ExampleLine New-CometImage)
        (Get-FileHash lighthouse.png).Hash | Should -Be (Get-FileHash -LiteralPath $images.Path).Hash
    }
}

Describe 'Topics' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }

    It 'include <_>' -ForEach 'about_CometImages', 'about_CometImages_Emulator' {
        Get-Help $_ | Out-String | Should -Match 'SHORT DESCRIPTION'
    }
}
