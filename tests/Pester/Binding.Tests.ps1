Describe 'Binding the parameters of New-CometImage' {
    BeforeAll { . $PSScriptRoot/Start.ps1 }
    AfterAll { Stop-CometEmulator $emulator }
    BeforeEach { Clear-CometEmulator }

    It 'takes the prompt by position and sends nothing that was not set' {
        $null = New-CometImage 'a boat'
        $sent = Get-CometEmulatorRequest
        $sent.psobject.Properties.Name | Where-Object { $_ -ne 'cost' } | Sort-Object | Should -Be 'model', 'prompt'
        $sent.model | Should -Be 'gpt-image-2'
        $sent.prompt | Should -Be 'a boat'
    }

    It 'knows -Count as -n' {
        New-CometImage 'a boat' @small -n 2 | Should -HaveCount 2
        (Get-CometEmulatorRequest).n | Should -Be 2
    }

    It 'takes a row by the names of its properties' {
        $file = "$TestDrive/fox.webp"
        $row = [pscustomobject]@{ Prompt = 'a fox'; Model = 'gpt-image-2'; Quality = 'low'; Size = '1024x1024'; OutFile = $file }
        $image = $row | New-CometImage
        $image.Path | Should -Exist
        $sent = Get-CometEmulatorRequest
        $sent.quality | Should -Be 'low'
        $sent.output_format | Should -Be 'webp'
    }

    It 'takes an empty cell for not given' {
        $null = [pscustomobject]@{ Prompt = 'a fox'; Model = 'dall-e-2'; Size = '256x256'; Quality = ''; Count = '' } | New-CometImage
        (Get-CometEmulatorRequest).psobject.Properties.Name | Where-Object { $_ -ne 'cost' } | Sort-Object | Should -Be 'model', 'prompt', 'size'
    }

    It 'makes a cell that does not convert the error of its row alone' {
        $rows = [pscustomobject]@{ Prompt = 'one'; Count = 'abc' }, [pscustomobject]@{ Prompt = 'two'; Count = '1' }
        $images = $rows | New-CometImage @small -ErrorAction SilentlyContinue -ErrorVariable failed -InformationVariable run
        $images.Prompt | Should -Be 'two'
        $failed | Should -HaveCount 1
        $run.MessageData.Failed | Should -Be 1
        @(Get-CometEmulatorRequest) | Should -HaveCount 1
    }

    It 'takes script blocks for every parameter of a row, and the other columns travel' {
        Set-Content $TestDrive/rows.csv 'Name,Sku,Seed', 'mug,A1,7', 'bowl,B2,8'
        $images = Import-Csv $TestDrive/rows.csv | New-CometImage -Model lighthouse-image-1 -Prompt { "a $($_.Name)" } `
            -OutFile { "$TestDrive/rows/$($_.Sku).webp" } -AdditionalProperty { @{ seed = [int]$_.Seed } }
        $images.Prompt | Should -Be 'a mug', 'a bowl'
        $images.Sku | Should -Be 'A1', 'B2'
        $images.Path | Split-Path -Leaf | Should -Be 'A1.webp', 'B2.webp'
        (Get-CometEmulatorRequest).seed | Sort-Object | Should -Be 7, 8
    }

    It 'replaces a column in -OutFile, and its value does not change the folder' {
        $row = [pscustomobject]@{ Title = 'mug'; Sku = '../../A:1' }
        $image = $row | New-CometImage @small -Prompt { $_.Title } -OutFile "$TestDrive/sku/{Sku}.webp"
        $image.Path | Split-Path -Leaf | Should -Be 'A-1.webp'
        "$TestDrive/sku/A-1.webp" | Should -Exist
    }

    It 'sends each prompt to each model' {
        $images = New-CometImage one, two -Model dall-e-2, dall-e-3
        $images | ForEach-Object { "$($_.Prompt) $($_.Model)" } | Should -Be 'one dall-e-2', 'one dall-e-3', 'two dall-e-2', 'two dall-e-3'
    }

    It 'skips the blank lines of a file' {
        Set-Content $TestDrive/prompts.txt 'one', '', '  ', 'two', ''
        Get-Content $TestDrive/prompts.txt | New-CometImage @small -ErrorVariable failed | ForEach-Object Prompt | Should -Be 'one', 'two'
        $failed | Should -BeNullOrEmpty
    }

    It 'says once that a file has another delimiter' {
        Set-Content $TestDrive/rows.csv 'Prompt;OutFile', 'one;1.png', 'two;2.png'
        Import-Csv $TestDrive/rows.csv | New-CometImage -ErrorAction SilentlyContinue -ErrorVariable failed -InformationVariable run
        $failed | Should -HaveCount 1
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "*-Delimiter ';'*"
        $run.MessageData.Failed | Should -Be 2
    }

    It 'keeps the kinds of a provider''s own fields' {
        $fields = @{ watermark = $false; seed = 42; options = @{ max_images = 3 } }
        $null = New-CometImage 'a tea house' -Model lighthouse-image-1 -AdditionalProperty $fields
        $sent = Get-CometEmulatorRequest
        $sent.watermark | Should -BeOfType bool
        $sent.seed | Should -Be 42
        $sent.options.max_images | Should -Be 3
    }

    It 'refuses <Name>, and sends nothing' -ForEach @(
        @{ Name = 'a size that the model does not take'; Arguments = @{ Prompt = 'x'; Size = '640x480' }; Id = 'CometApi.InvalidRequest*' }
        @{ Name = 'a count beyond ten'; Arguments = @{ Prompt = 'x'; Count = 11 }; Id = 'ParameterArgumentValidationError*' }
        @{ Name = 'two sizes'; Arguments = @{ Prompt = 'x'; Size = '256x256', '512x512' }; Id = 'ParameterArgumentTransformationError*' }
        @{ Name = 'a number for a prompt'; Arguments = @{ Prompt = 42 }; Id = 'ParameterArgumentTransformationError*' }
        @{ Name = '-SkipExisting without -OutFile'; Arguments = @{ Prompt = 'x'; SkipExisting = $true }; Id = 'CometApi.InvalidRequest*' }
    ) {
        { New-CometImage @Arguments -ErrorAction Stop } | Should -Throw -ErrorId $Id
        Get-CometEmulatorRequest | Should -BeNullOrEmpty
    }
}
