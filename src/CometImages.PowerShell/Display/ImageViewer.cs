using System.Diagnostics;
using CometImages.Images;
using CometImages.Text;

namespace CometImages.PowerShell.Display;

/// <summary>The program that the operating system uses for images.</summary>
static class ImageViewer
{
    /// <exception cref="CometApiException">The file isn't opened.</exception>
    public static void Open(string path)
    {
        // The viewer of a file with another extension can be a program that runs it.
        if (ImageFileFormat.FromExtension(path) is null)
        {
            throw new CometApiException(
                CometErrorKind.InvalidImage,
                $"The file '{path}' isn't opened, because its extension isn't that of an image.",
                "Rename the file, or save the image with Save-CometImage.");
        }

        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            throw new CometApiException(
                CometErrorKind.InvalidRequest, $"Couldn't open '{path}': {e.Message.EndSentence()}", "Install a program that displays images.", e);
        }
    }
}
