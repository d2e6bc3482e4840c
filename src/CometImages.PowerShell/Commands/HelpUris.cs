namespace CometImages.PowerShell.Commands;

/// <summary>Where the commands' pages are, for <c>Get-Help -Online</c>. The pages say the same in their front matter.</summary>
static class HelpUris
{
    public const string NewCometImage = Folder + "New-CometImage.md";
    public const string SaveCometImage = Folder + "Save-CometImage.md";
    public const string GetCometImageModel = Folder + "Get-CometImageModel.md";

    const string Folder = "https://github.com/cometimages/CometImages/blob/main/docs/en-US/";
}
