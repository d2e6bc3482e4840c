Describe '-WhatIf' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'buys nothing and makes nothing' {
        New-CometImage 'a boat' -OutFile "$TestDrive/new/x.png" -Model gpt-image-2 -Count 2 -WhatIf | Should -BeNullOrEmpty
        Get-CometEmulatorRequest | Should -BeNullOrEmpty
        "$TestDrive/new" | Should -Not -Exist
    }

    It 'needs no key' {
        $key = $env:COMETAPI_KEY
        try {
            $env:COMETAPI_KEY = ''
            { New-CometImage 'a boat' -WhatIf -ErrorAction Stop } | Should -Not -Throw
        }
        finally {
            $env:COMETAPI_KEY = $key
        }
    }

    It 'saves nothing' {
        New-CometImage 'a boat' @small | Save-CometImage -Destination $TestDrive/none -WhatIf | Should -BeNullOrEmpty
        "$TestDrive/none" | Should -Not -Exist
    }
}
