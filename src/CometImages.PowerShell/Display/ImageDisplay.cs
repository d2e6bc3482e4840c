using System.Management.Automation.Host;
using CometImages.Images;
using CometImages.Text;

namespace CometImages.PowerShell.Display;

/// <summary>Displays the images of one command in the terminal.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="encoder">The encoder of the protocol.</param>
/// <param name="window">The window of the host.</param>
/// <param name="width">The maximum width of an image in characters, or null for half of the window.</param>
/// <param name="cancellationToken">Cancels the output.</param>
sealed class ImageDisplay(
    ConsoleTerminal terminal, IImageEncoder encoder, PSHostRawUserInterface window, int? width, CancellationToken cancellationToken)
{
    static readonly Size s_defaultSize = new(80, 24);

    /// <summary>Writes an image and a line feed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="details">What the file shows.</param>
    /// <param name="kind">The kind of images that the file belongs to, in the plural.</param>
    /// <returns>Whether the protocol supports this kind of images.</returns>
    /// <exception cref="CometApiException">The file is invalid or can't be read.</exception>
    /// <exception cref="OperationCanceledException">The output was canceled.</exception>
    public bool TryWrite(string path, ImageDetails details, out string kind)
    {
        string format = details.Format.Format;
        kind = format.ToUpperInvariant() + " images";
        if (!encoder.Formats.Contains(format))
        {
            return false;
        }

        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            encoder.Write(file, details.Header, GetArea(), ConsoleTerminal.Output, cancellationToken);
            ConsoleTerminal.Output.WriteLine();
            return true;
        }
        catch (NotSupportedException e)
        {
            kind = e.Message;
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CometApiException(
                CometErrorKind.WriteFailed, $"Can't display the file '{path}': {e.Message.EndSentence()}", "Check the permissions of the file.", e);
        }
    }

    /// <summary>Gets the maximum area of an image, which leaves a line for its caption and one for the prompt.</summary>
    public ImageArea GetArea()
    {
        Size size = GetWindowSize();
        int columns = Math.Max(1, Math.Min(width ?? (size.Width / 2), size.Width));
        return new ImageArea(columns, Math.Max(1, size.Height - 2), terminal.GetFeatures());
    }

    Size GetWindowSize()
    {
        try
        {
            return window.WindowSize is { Width: > 0, Height: > 0 } size ? size : s_defaultSize;
        }
        catch (Exception e) when (e is IOException or HostException)
        {
            // The console has no window.
            return s_defaultSize;
        }
    }
}
