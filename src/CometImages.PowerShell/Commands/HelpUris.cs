namespace CometImages.PowerShell.Commands;

/// <summary>The pages that <c>Get-Help -Online</c> opens. The pages' front matter contains the same URLs.</summary>
static class HelpUris
{
    public const string NewCometImage = Folder + "New-CometImage.md";
    public const string EditCometImage = Folder + "Edit-CometImage.md";
    public const string GetCometImage = Folder + "Get-CometImage.md";
    public const string SaveCometImage = Folder + "Save-CometImage.md";
    public const string ShowCometImage = Folder + "Show-CometImage.md";
    public const string GetCometImageModel = Folder + "Get-CometImageModel.md";
    public const string GetCometQuota = Folder + "Get-CometQuota.md";
    public const string TestCometConnection = Folder + "Test-CometConnection.md";
    public const string MeasureCometImageCost = Folder + "Measure-CometImageCost.md";

    public const string GetCometImageHistory = Folder + "Get-CometImageHistory.md";
    public const string ClearCometImageHistory = Folder + "Clear-CometImageHistory.md";

    public const string ExportCometImageGallery = Folder + "Export-CometImageGallery.md";

    const string Folder = "https://github.com/cometimages/CometImages/blob/main/docs/en-US/";
}
