Describe 'Errors' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'gives <Status> <Code> the id <Id> and the category <Category>' -ForEach @(
        @{ Status = 400; Code = $null; Id = 'CometApi.InvalidRequest'; Category = 'InvalidArgument' }
        @{ Status = 400; Code = 'content_policy_violation'; Id = 'CometApi.ContentRejected'; Category = 'InvalidArgument' }
        @{ Status = 401; Code = $null; Id = 'CometApi.Unauthorized'; Category = 'AuthenticationError' }
        @{ Status = 403; Code = 'insufficient_user_quota'; Id = 'CometApi.QuotaExceeded'; Category = 'QuotaExceeded' }
        @{ Status = 429; Code = $null; Id = 'CometApi.RateLimited'; Category = 'LimitsExceeded' }
        @{ Status = 503; Code = $null; Id = 'CometApi.ServerError'; Category = 'ProtocolError' }
    ) {
        $rule = @{ fault = 'respond'; status = $Status; count = 0 }
        if ($Code) { $rule.code = $Code }
        Add-CometEmulatorFault $rule
        New-CometImage 'a boat' @small -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failed[0].CategoryInfo.Category | Should -Be $Category
        $failed[0].Exception.RequestId | Should -Not -BeNullOrEmpty
        @(Get-CometEmulatorRequest) | Should -HaveCount 1
    }

    It 'lets the other prompts go on, and the error pipes back' {
        Add-CometEmulatorFault @{ fault = 'respond'; status = 400; prompt = 'two' }
        $images = 'one', 'two', 'three' | New-CometImage @small -ErrorAction SilentlyContinue -ErrorVariable failed
        $images.Prompt | Should -Be 'one', 'three'
        $again = $failed | ForEach-Object TargetObject | New-CometImage
        $again.Prompt | Should -Be 'two'
        $again.Size | Should -Be '256x256'
    }

    It 'can be caught by its type' {
        Add-CometEmulatorFault @{ fault = 'respond'; status = 400 }
        $kind = try { New-CometImage 'a boat' -ErrorAction Stop } catch [CometImages.CometApiException] { $_.Exception.Kind }
        $kind | Should -Be 'InvalidRequest'
    }

    It 'retries a request that the service reports as failed, and writes a warning' {
        Add-CometEmulatorFault @{ fault = 'respond'; status = 503; headers = @{ 'Retry-After' = '0' } }
        $image = New-CometImage 'a boat' -Quality low -WarningVariable warned -WarningAction SilentlyContinue
        $image.Path | Should -Not -BeNullOrEmpty
        $warned | Should -HaveCount 1
        @(Get-CometEmulatorRequest) | Should -HaveCount 2
    }

    It 'does not retry a request that may have been charged' {
        Add-CometEmulatorFault @{ fault = 'reset-before-headers' }
        { New-CometImage 'a boat' @small -ErrorAction Stop } | Should -Throw '*may have been made and charged*'
        @(Get-CometEmulatorRequest) | Should -HaveCount 1
    }

    It 'shows the key in no message' {
        $key = 'another-key-' + [guid]::NewGuid()
        $words = New-CometImage 'a boat' -ApiKey $key -Verbose -Debug -ErrorAction Continue *>&1 | Out-String
        $words | Should -Match 'COMETAPI_KEY'
        $words | Should -Not -Match $key
    }

    It 'recommends how to set a missing API key' {
        $key = $env:COMETAPI_KEY
        try {
            $env:COMETAPI_KEY = ''
            { New-CometImage 'a boat' } | Should -Throw '*COMETAPI_KEY*' -ErrorId 'CometApi.ApiKeyMissing,*'
        }
        finally {
            $env:COMETAPI_KEY = $key
        }
    }
}
