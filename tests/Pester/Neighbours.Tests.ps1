Describe 'Other modules in the same process' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }

    It 'change nothing, with an older System.Text.Json and another copy of our own assembly' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $lib = Join-Path (Split-Path $module) lib
        $file = Join-Path $TestDrive boat.png
        $image, $location = Start-Job {
            $null = [Reflection.Assembly]::LoadFrom("$using:lib/netstandard2.0/System.Text.Json.dll")
            $null = [Runtime.Loader.AssemblyLoadContext]::new('another').LoadFromAssemblyPath("$using:lib/netstandard2.0/CometImages.dll")
            Import-Module $using:module
            New-CometImage 'a boat' -Model gpt-image-2 -Quality low -OutFile $using:file
            [CometImages.CometImage].Assembly.Location
        } | Receive-Job -Wait -AutoRemoveJob

        $image.Path | Should -Be $file
        $image.TotalTokens | Should -BeGreaterThan 0
        $location | Should -BeLike '*net8.0*'
    }
}
