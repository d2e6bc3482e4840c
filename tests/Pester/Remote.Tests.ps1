# The stand-in for ssh is a shell script, and Windows PowerShell has no remoting over SSH.
Describe 'Another machine' -Skip:($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) {
    BeforeAll {
        . $PSScriptRoot/Start.ps1

        # PowerShell starts 'ssh' and speaks to a PowerShell server over its standard streams. This one starts the server itself.
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive bin)
        $program = [Environment]::ProcessPath
        $assembly = if ((Split-Path -Leaf $program) -eq 'dotnet') { "'$PSHOME/pwsh.dll'" }
        Set-Content $folder/ssh '#!/bin/sh', "exec '$program' $assembly -sshs -NoLogo -NoProfile"
        chmod +x $folder/ssh
        $path = $env:PATH
        $env:PATH = "$folder$([IO.Path]::PathSeparator)$path"
    }

    AfterAll {
        $env:PATH = $path
        Stop-CometEmulator $emulator
    }

    It 'creates images with a key from here, which are saved here, or reports that they are there' {
        $session = New-PSSession -HostName 127.0.0.1
        try {
            $key = ConvertTo-SecureString $env:COMETAPI_KEY -AsPlainText -Force
            $images = Invoke-Command $session {
                Import-Module $using:module
                New-CometImage 'a lighthouse' -Model dall-e-2 -Size 256x256 -ApiKey $using:key -BaseUri $using:env:COMETAPI_BASE_URL
                New-CometImage 'a fox' -Model gpt-image-2 -Quality low -ApiKey $using:key -BaseUri $using:env:COMETAPI_BASE_URL
            }
            $images[0].psobject.TypeNames | Should -Contain 'Deserialized.CometImages.CometImage'
            $saved = $images | Save-CometImage -Destination $TestDrive/saved -FileName '{Prompt}'
            $saved | Get-Item | ForEach-Object BaseName | Should -Be 'a-lighthouse', 'a-fox'

            # The same for a file that exists only on the other machine.
            $images[1].Path = '/on/the/other/side.png'
            $images[1] | Save-CometImage -Destination $TestDrive/saved -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'CometApi.RemotePath,*'
            "$($failed[0])" | Should -Match '127\.0\.0\.1'
        }
        finally {
            Remove-PSSession $session
        }
    }
}
