Describe 'What the screen shows' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        $image = New-CometImage 'A paper boat floating on calm water at sunrise, seen from a bridge' @small
    }
    AfterAll { Stop-CometEmulator $emulator }

    It 'is a table that fits 120 columns' {
        $lines = ($image | Out-String -Width 120) -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        $lines -join ' ' | Should -Match 'Model +Size +Prompt'
        $lines -join ' ' | Should -Match 'dall-e-2 +256x256 +A paper boat'
    }

    It 'is everything when asked for a list' {
        $list = $image | Format-List * | Out-String
        $list | Should -Match 'Created +:'
        $list | Should -Match ([regex]::Escape($image.Prompt))
    }

    It 'is the same table for an image from a job' {
        $other = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image))
        $other | Out-String -Width 120 | Should -Be ($image | Out-String -Width 120)
    }

    It 'is a table of requests that fits 80 columns' {
        $lines = Get-CometImageHistory | Where-Object Prompt -EQ $image.Prompt | Select-Object -Last 1 | Out-String -Width 80 -Stream
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $lines -join ' ' | Should -Match 'Time +Status +Images +Model +Prompt .+ Completed +1 dall-e-2 +A paper boat'
    }

    It 'is a table of models with their sizes' {
        Get-CometImageModel dall-e-2 | Out-String -Width 120 | Should -Match 'dall-e-2 .+256x256, 512x512, 1024x1024'
    }
}
