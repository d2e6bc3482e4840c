Describe 'Tab' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
    }
    AfterAll { Stop-CometEmulator $emulator }

    It 'offers <Expected> after "<Line>"' -ForEach @(
        @{ Line = 'New-CometImage x -Model dall'; Expected = 'dall-e-3', 'dall-e-2' }
        @{ Line = 'New-CometImage x -Model gpt-image-2 -Size '; Expected = 'auto', '1024x1024', '1536x1024', '1024x1536' }
        @{ Line = 'New-CometImage x -Quality '; Expected = 'auto', 'low', 'medium', 'high' }
        @{ Line = 'New-CometImage x -ResponseFormat '; Expected = 'Base64', 'Url' }
        @{ Line = 'Get-CometImageModel qw'; Expected = 'qwen-image', 'qwen-image-edit' }
    ) {
        Complete $Line | Sort-Object | Should -Be ($Expected | Sort-Object)
    }
}
