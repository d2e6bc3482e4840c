@{
    RootModule           = if ($PSEdition -eq 'Core') { 'lib/net8.0/CometImages.PowerShell.dll' } else { 'lib/netstandard2.0/CometImages.PowerShell.dll' }
    ModuleVersion        = '0.2.0'
    GUID                 = 'b6f6c1a4-6f0b-4b7e-9a2d-3d1c8f5e7a90'
    Author               = 'The CometImages contributors'
    CompanyName          = 'Community'
    Copyright            = '(c) 2026 the CometImages contributors. MIT license.'
    Description          = 'Creates and edits images with CometAPI''s OpenAI-compatible image API: prompts and images in, image files and objects out.'
    PowerShellVersion    = if ($PSEdition -eq 'Core') { '7.4' } else { '5.1' }
    CompatiblePSEditions = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    CmdletsToExport      = @(
        'New-CometImage', 'Edit-CometImage', 'Save-CometImage', 'Get-CometImage', 'Show-CometImage', 'Export-CometImageGallery',
        'Get-CometImageModel', 'Measure-CometImageCost', 'Get-CometImageHistory', 'Clear-CometImageHistory', 'Get-CometQuota',
        'Test-CometConnection')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    FormatsToProcess     = @('CometImages.Format.ps1xml')
    PrivateData          = @{
        PSData = @{
            Tags         = @('CometAPI', 'image', 'image-generation', 'AI', 'gpt-image', 'dall-e', 'Seedream', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/cometimages/CometImages'
            LicenseUri   = 'https://github.com/cometimages/CometImages/blob/main/LICENSE'
            ReleaseNotes = 'https://github.com/cometimages/CometImages/blob/main/CHANGELOG.md'
        }
    }
}
