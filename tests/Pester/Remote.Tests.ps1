Describe 'Another machine, over SSH' {
    BeforeDiscovery {
        $sshd = @(Get-Command sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore)[0]
        $canServe = $PSVersionTable.PSVersion.Major -ge 7 -and -not $IsWindows -and $sshd -and (Get-Command ssh, ssh-keygen -ErrorAction Ignore).Count -eq 2
    }

    BeforeAll {
        . $PSScriptRoot/Start.ps1
        function Start-Server {
            # A server of our own on a free port, for this user, with keys that live as long as the test.
            $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ssh)).FullName
            $pwsh = Join-Path $folder pwsh
            $null = New-Item -ItemType SymbolicLink $pwsh -Target ([Environment]::ProcessPath)
            foreach ($name in 'host', 'user') { ssh-keygen -q -t ed25519 -N '' -f "$folder/$name" }
            Copy-Item "$folder/user.pub" "$folder/authorized"
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $listener.Stop()
            Set-Content "$folder/config" @"
ListenAddress 127.0.0.1
Port $port
HostKey $folder/host
AuthorizedKeysFile $folder/authorized
PidFile $folder/pid
StrictModes no
PasswordAuthentication no
Subsystem powershell $pwsh -sshs -NoLogo -NoProfile
"@
            if ($env:USER -eq 'root' -or (id -u) -eq 0) { $null = New-Item -ItemType Directory /run/sshd -Force }
            $program = @(Get-Command sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore)[0].Source
            $server = Start-Process $program -ArgumentList '-D', '-e', '-f', "$folder/config" -PassThru -RedirectStandardError "$folder/log"
            [pscustomobject]@{ Process = $server; Port = $port; Key = "$folder/user" }
        }

        function Connect-Server($Server) {
            $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
            foreach ($try in 1..20) {
                $session = New-PSSession -HostName 127.0.0.1 -Port $Server.Port -UserName (id -un) -KeyFilePath $Server.Key -Options $options -ErrorAction SilentlyContinue
                if ($session) { return $session }
                Start-Sleep -Milliseconds 250
            }

            throw 'The server cannot be reached.'
        }
    }

    AfterAll { Stop-Emulator $emulator }

    It 'makes pictures there with a key from here, which are saved here, or say that they are there' -Skip:(-not $canServe) {
        $server = Start-Server
        try {
            $session = Connect-Server $server
            $key = ConvertTo-SecureString $env:COMETAPI_KEY -AsPlainText -Force
            $images = Invoke-Command $session {
                Import-Module $using:module
                New-CometImage 'a lighthouse' -Model dall-e-2 -Size 256x256 -ApiKey $using:key -BaseUri $using:env:COMETAPI_BASE_URL
                New-CometImage 'a fox' -Model gpt-image-1-mini -Quality low -ApiKey $using:key -BaseUri $using:env:COMETAPI_BASE_URL
            }
            $images[0].psobject.TypeNames | Should -Contain 'Deserialized.CometImages.CometImage'
            $saved = $images | Save-CometImage -Path $TestDrive/saved -Name '{Prompt}'
            $saved | Get-Item | ForEach-Object BaseName | Should -Be 'a-lighthouse', 'a-fox'

            # The same for a file that really is on the other side only.
            $images[1].Path = '/on/the/other/side.png'
            $images[1] | Save-CometImage -Path $TestDrive/saved -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'CometApi.PathOnAnotherMachine,*'
            "$($failed[0])" | Should -Match '127\.0\.0\.1'
        }
        finally {
            Get-PSSession | Remove-PSSession
            Stop-Process -InputObject $server.Process
        }
    }
}
