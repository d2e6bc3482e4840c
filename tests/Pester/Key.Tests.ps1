Describe 'The key' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }

    It 'is in no transcript, whatever goes wrong and however much is told' {
        $transcript = Join-Path $TestDrive transcript.txt
        $job = Start-Job {
            Import-Module $using:module
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $null = Start-Transcript $using:transcript
            New-CometImage 'a boat' -Model dall-e-2 -Size 256x256 -Verbose -Debug | Format-List | Out-Default
            New-CometImage 'a boat' -Size 1x1 -SkipParameterCheck | Out-Default
            New-CometImage 'a boat' -BaseUri http://127.0.0.1:9/v1 -MaximumRetryCount 0 | Out-Default
            $Error | Format-List * -Force | Out-Default
            Get-CometImageModel -Online -Verbose | Out-Default
            $null = Stop-Transcript
        }
        $everything = $job | Receive-Job -Wait -AutoRemoveJob *>&1 | Out-String
        (Get-Content $transcript -Raw) + $everything | Should -Match 'The connection to .+ couldn''t be established'
        (Get-Content $transcript -Raw) + $everything | Should -Not -Match ([regex]::Escape($env:COMETAPI_KEY))
    }
}
