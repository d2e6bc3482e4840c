namespace CometImages.Quickstart.Engine;

/// <summary>Commands that everybody knows, that come with PowerShell, and that the bare engine lacks.</summary>
static class LackingCommands
{
    static readonly HashSet<string> s_known = new(
        """
        Add-Content Add-Member Add-Type Clear-Content Clear-Item Clear-Variable Compare-Object Convert-Path ConvertFrom-Csv ConvertFrom-Json
        ConvertFrom-SecureString ConvertFrom-StringData ConvertTo-Csv ConvertTo-Html ConvertTo-Json ConvertTo-SecureString ConvertTo-Xml Copy-Item
        Export-Clixml Export-Csv Format-Custom Format-Hex Format-List Format-Table Format-Wide Get-Alias Get-ChildItem Get-Clipboard
        Get-Content Get-Credential Get-Date Get-FileHash Get-Item Get-ItemProperty Get-Location Get-Member Get-Process Get-PSDrive Get-Random
        Get-Unique Get-Variable Group-Object Import-Clixml Import-Csv Invoke-Expression Invoke-RestMethod Invoke-WebRequest Join-Path Join-String
        Measure-Command Measure-Object Move-Item New-Item New-Object New-PSDrive New-TemporaryFile New-Variable Out-File Out-GridView Out-Printer
        Out-String Pop-Location Push-Location Read-Host Remove-Item Remove-Variable Rename-Item Resolve-Path Select-Object Select-String Select-Xml
        Set-Alias Set-Clipboard Set-Content Set-Item Set-ItemProperty Set-Location Set-Variable Show-Markdown Sort-Object Split-Path Start-Process Start-Sleep
        Start-ThreadJob Start-Transcript Stop-Process Stop-Transcript Tee-Object Test-Connection Test-Json Test-Path Write-Debug Write-Error
        Write-Host Write-Information Write-Output Write-Progress Write-Verbose Write-Warning
        cat cd clear copy cp curl del dir echo fl ft fw gc gci gi gm group iex irm iwr ls measure mkdir more move mv pwd rm select sleep sls sort tee type
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What to say about those that a whole PowerShell has; null when there is none among them.</summary>
    public static string? Explain(IEnumerable<string> notFound)
    {
        string[] lacking = [.. notFound.Where(s_known.Contains).Distinct(StringComparer.OrdinalIgnoreCase).Reverse()];
        return lacking.Length == 0
            ? null
            : $"The bare engine has no {string.Join(", no ", lacking)}; the full PowerShell has. Install pwsh 7.4 or newer (https://aka.ms/powershell), and this runs there.";
    }
}
