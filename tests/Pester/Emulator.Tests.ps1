Describe 'The emulator module' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }

    It 'starts an emulator with an API key, and restores the variables of the session when it stops' {
        $before = $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY
        $other = Start-CometEmulator -ApiKey test-key -Force
        try {
            $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY | Should -Be "$($other.BaseUri)", 'test-key'
            $env:COMETAPI_BASE_URL | Should -Not -Be $before[0]
            New-CometImage 'A boat' @small -OutFile $TestDrive/boat.png | Out-Null
            (Get-CometEmulatorRequest).prompt | Should -Be 'A boat'
        }
        finally {
            Stop-CometEmulator $other
        }

        $other.Process.ExitCode | Should -Be 0
        $env:COMETAPI_BASE_URL, $env:COMETAPI_KEY | Should -Be $before
    }

    It 'gets the fields and the files of an edit' {
        Clear-CometEmulator
        $file = New-CometImage 'A boat' -Model gpt-image-2 -OutFile $TestDrive/source.png | Get-Item
        Add-Type -AssemblyName System.Net.Http
        $form = [Net.Http.MultipartFormDataContent]::new()
        $form.Add([Net.Http.StringContent]::new('gpt-image-2'), 'model')
        $form.Add([Net.Http.StringContent]::new('A red boat'), 'prompt')
        foreach ($name in 'first.png', 'second.png') {
            $part = [Net.Http.ByteArrayContent]::new([IO.File]::ReadAllBytes($file.FullName))
            $part.Headers.ContentType = 'image/png'
            $form.Add($part, '"image[]"', $name)
        }

        $client = [Net.Http.HttpClient]::new()
        $client.DefaultRequestHeaders.Add('Authorization', "Bearer $env:COMETAPI_KEY")
        $client.PostAsync("$env:COMETAPI_BASE_URL/images/edits", $form).Result.StatusCode | Should -Be OK
        $client.Dispose()

        $request = @(Get-CometEmulatorRequest)[-1]
        $request.psobject.Properties.Name | Should -Be 'model', 'prompt', 'image[]', 'cost'
        $request.prompt | Should -Be 'A red boat'
        $request.'image[]'.fileName | Should -Be 'first.png', 'second.png'
        $request.'image[]'.sha256 | Select-Object -Unique | Should -Be (Get-FileHash $file.FullName).Hash
    }

    It 'has a balance, from which each request takes its cost' {
        Clear-CometEmulator
        try {
            Set-CometEmulatorSetting -Balance 0.02
            $null = 1..2 | ForEach-Object { New-CometImage "Boat $_" @small }
            New-CometImage 'Boat 3' @small -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -BeLike 'CometApi.QuotaExceeded,*'
            (Get-CometEmulatorRequest).cost | Should -Be 0.016, 0.016, $null
        }
        finally {
            Set-CometEmulatorSetting -Balance $null
        }

        { New-CometImage 'Boat 4' @small -ErrorAction Stop } | Should -Not -Throw
    }

    It 'uses the emulator of the session, and does not stop it' {
        $same = Start-CometEmulator
        $same.BaseUri | Should -Be $env:COMETAPI_BASE_URL
        Stop-CometEmulator $same
        { Clear-CometEmulator } | Should -Not -Throw
    }

    It 'sends nothing to a service that is not an emulator' {
        $before = $env:COMETAPI_BASE_URL
        try {
            $env:COMETAPI_BASE_URL = 'https://api.cometapi.com/v1'
            { Clear-CometEmulator } | Should -Throw "*api.cometapi.com/v1' in COMETAPI_BASE_URL isn't an emulator's*"
        }
        finally {
            $env:COMETAPI_BASE_URL = $before
        }
    }

    It 'shows why an emulator does not start' {
        { Start-CometEmulator -Port ([uri] $env:COMETAPI_BASE_URL).Port -Force } | Should -Throw "Can't start the emulator.*--port*"
    }

    It 'has help for each function and parameter' {
        foreach ($command in Get-Command -Module CometEmulator) {
            (Get-Help $command.Name).Synopsis | Should -Match '\.$'
            foreach ($parameter in Get-Help $command.Name -Parameter * -ErrorAction Ignore) {
                $parameter.description.Text -join '' | Should -Match '^(Specifies|Indicates)'
            }
        }
    }
}
