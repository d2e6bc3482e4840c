Describe 'Editing images' {
    BeforeAll {
        . $PSScriptRoot/Start.ps1
        $photos = Join-Path $TestDrive photos
        'harbor', 'jetty' | New-CometImage -Model gpt-image-2 -Quality low -OutFile "$photos/{Prompt}.png" | Out-Null
        $mask = Join-Path $TestDrive mask.png
        $null = New-CometImage 'a window' -Model gpt-image-2.5-flare -Background transparent -OutFile $mask
        function Get-Sha256([string] $Path) { (Get-FileHash $Path).Hash.ToLowerInvariant() }
    }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'edits the files of a folder, and sends nothing else of them' {
        $night = Get-ChildItem $photos | Edit-CometImage 'make it night' -OutFile { "$TestDrive/night/$($_.Name)" } -ThrottleLimit 1
        $night | ForEach-Object { Split-Path -Leaf $_.SourceImage } | Should -Be 'harbor.png', 'jetty.png'
        $night | Get-Item | ForEach-Object Name | Should -Be 'harbor.png', 'jetty.png'
        $sent = Get-CometEmulatorRequest
        $sent[0].psobject.Properties.Name | Where-Object { $_ -ne 'cost' } | Sort-Object | Should -Be 'image', 'model', 'output_format', 'prompt'
        $sent.image.fileName | Should -Be 'harbor.png', 'jetty.png'
        $sent[0].image.sha256 | Should -Be (Get-Sha256 $photos/harbor.png)
    }

    It 'edits only what a mask leaves transparent' {
        $null = Edit-CometImage 'add a boat' $photos/harbor.png -Mask $mask
        (Get-CometEmulatorRequest).mask.sha256 | Should -Be (Get-Sha256 $mask)
    }

    It 'sends several images in one request' {
        Edit-CometImage 'put both in one picture' $photos/harbor.png -ReferenceImage $photos/jetty.png | Should -HaveCount 1
        (Get-CometEmulatorRequest).'image[]'.fileName | Should -Be 'harbor.png', 'jetty.png'
    }

    It 'takes rows of a CSV file' {
        Set-Content $TestDrive/edits.csv 'Image,Prompt,Mask,OutFile,Sku',
            "$photos/harbor.png,add a boat,$mask,$TestDrive/csv/1.png,A1", "$photos/jetty.png,add a lamp,,$TestDrive/csv/2.png,B2"
        $images = Import-Csv $TestDrive/edits.csv | Edit-CometImage
        $images.Sku | Should -Be 'A1', 'B2'
        $images.Prompt | Should -Be 'add a boat', 'add a lamp'
        "$TestDrive/csv/1.png", "$TestDrive/csv/2.png" | Should -Exist
    }

    It 'changes what New-CometImage created' {
        $image = New-CometImage 'a boat' @small -WarningAction SilentlyContinue | Edit-CometImage 'add a red ribbon' |
            Save-CometImage -Destination $TestDrive/ribbon
        $image.Path | Should -Exist
        $image.Prompt | Should -Be 'add a red ribbon'
        (Get-CometEmulatorRequest)[1].psobject.Properties.Name | Where-Object { $_ -ne 'cost' } | Sort-Object | Should -Be 'image', 'model', 'prompt'
    }

    It 'changes what a job created, and what a JSON file or a CLIXML file kept' {
        $job = Start-Job {
            Import-Module $using:module
            New-CometImage 'a lighthouse' -Model gpt-image-2 -Quality low
        }
        $image = $job | Receive-Job -Wait -AutoRemoveJob
        $image | Export-Clixml $TestDrive/image.clixml
        Clear-CometEmulator
        $image | Edit-CometImage 'in fog' | Should -HaveCount 1
        Import-Clixml $TestDrive/image.clixml | Edit-CometImage 'in fog' | Should -HaveCount 1
        $image | ConvertTo-Json | ConvertFrom-Json | Edit-CometImage 'in fog' -Quality high | Should -HaveCount 1
        $sent = Get-CometEmulatorRequest
        $sent.image.sha256 | Sort-Object -Unique | Should -Be (Get-Sha256 $image.Path)
        $sent.prompt | Sort-Object -Unique | Should -Be 'in fog'
        $sent.quality | Select-Object -Last 1 | Should -Be 'high'
    }

    It 'edits a file in place only with -Force' {
        Copy-Item $photos/harbor.png $TestDrive/place.png
        $before = Get-Sha256 $TestDrive/place.png
        $edit = @{ Prompt = 'make it night'; OutFile = { $_.FullName } }
        { Get-Item $TestDrive/place.png | Edit-CometImage @edit -ErrorAction Stop } | Should -Throw -ErrorId 'CometApi.FileExists*'
        Get-Item $TestDrive/place.png | Edit-CometImage @edit -Force | Should -HaveCount 1
        (Get-CometEmulatorRequest).image.sha256 | Should -Be $before
        Get-Sha256 $TestDrive/place.png | Should -Not -Be $before
    }

    It 'edits again what failed' {
        Add-CometEmulatorFault @{ route = 'edits'; fault = 'respond'; status = 400; prompt = 'two' }
        $images = 'one', 'two' | ForEach-Object { [pscustomobject]@{ Image = "$photos/harbor.png"; Prompt = $_ } } |
            Edit-CometImage -Mask $mask -ErrorAction SilentlyContinue -ErrorVariable failed
        $images.Prompt | Should -Be 'one'
        ($failed.TargetObject | Edit-CometImage).Prompt | Should -Be 'two'
        (Get-CometEmulatorRequest)[-1].mask.sha256 | Should -Be (Get-Sha256 $mask)
    }

    It 'edits again what a stopped command had in flight' {
        $prompt = "stopped $(New-Guid)"
        Add-CometEmulatorFault @{ route = 'edits'; fault = 'stall'; prompt = $prompt }
        $job = Start-ThreadJob {
            Import-Module $using:module
            Edit-CometImage $using:prompt $using:photos/harbor.png -ReferenceImage $using:photos/jetty.png -Mask $using:mask `
                -OutFile "$using:TestDrive/a{{1}}.png"
        }
        $deadline = (Get-Date).AddSeconds(60)
        while (-not (Get-CometEmulatorRequest) -and (Get-Date) -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $job | Stop-Job -PassThru | Remove-Job
        do { $record = Get-CometImageHistory -Status InDoubt | Where-Object Prompt -EQ $prompt }
        until ($record -or (Get-Date) -gt $deadline)
        $image = $record | Edit-CometImage -WarningAction SilentlyContinue
        Split-Path -Leaf $image.Path | Should -Be 'a{1}.png'
        $sent = Get-CometEmulatorRequest
        $sent | Should -HaveCount 2
        $bodies = $sent | ForEach-Object { $_ | Select-Object * -ExcludeProperty cost | ConvertTo-Json -Depth 5 }
        $bodies[1] | Should -Be $bodies[0]
    }

    It 'completes paths after -<Parameter>' -ForEach @(
        @{ Parameter = 'Image' }
        @{ Parameter = 'ReferenceImage' }
        @{ Parameter = 'Mask' }
    ) {
        $line = "Edit-CometImage x -$Parameter $photos/har"
        (TabExpansion2 $line $line.Length).CompletionMatches.ListItemText | Should -Be 'harbor.png'
    }

    It 'refuses <Name>, and sends nothing' -ForEach @(
        @{ Name = 'a path that does not exist'; Arguments = @{ Image = 'no-such-file.png' } }
        @{ Name = 'a model that does not edit'; Arguments = @{ Model = 'dall-e-3' } }
        @{ Name = 'a mask that is not a PNG'; Arguments = @{ Mask = "$PSScriptRoot/Start.ps1" } }
    ) {
        $all = @{ Prompt = 'x'; Image = "$photos/harbor.png" }
        $Arguments.Keys | ForEach-Object { $all[$_] = $Arguments[$_] }
        { Edit-CometImage @all -ErrorAction Stop } | Should -Throw -ErrorId 'CometApi.InvalidRequest*'
        Get-CometEmulatorRequest | Should -BeNullOrEmpty
    }
}
