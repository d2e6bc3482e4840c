Describe 'The default model' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }
    AfterEach { $env:COMETAPI_IMAGE_MODEL = $null }

    It 'is the one of the environment variable' {
        $env:COMETAPI_IMAGE_MODEL = 'qwen-image'
        $null = New-CometImage 'a boat'
        (Get-CometEmulatorRequest).model | Should -Be 'qwen-image'
    }

    It 'yields to -Model and to the cell of a row' {
        $env:COMETAPI_IMAGE_MODEL = 'qwen-image'
        $null = New-CometImage 'a boat' -Model gpt-image-2 -Quality low
        $null = [pscustomobject]@{ Prompt = 'a fox'; Model = 'gpt-image-2'; Quality = 'low' } | New-CometImage
        (Get-CometEmulatorRequest).model | Should -Be 'gpt-image-2', 'gpt-image-2'
    }

    It 'selects the values that completion suggests' {
        $env:COMETAPI_IMAGE_MODEL = 'grok-imagine-image'
        $line = 'New-CometImage x -Resolution '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be '1k', '2k'
    }
}
