using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>Writes images to a terminal in one protocol.</summary>
interface IImageEncoder
{
    /// <summary>Gets the file formats that the encoder can write.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <summary>Writes an image. A canceled encoder ends its escape sequence, so that the terminal displays text again.</summary>
    /// <param name="file">The file, which is at its beginning.</param>
    /// <param name="header">What the file's header shows.</param>
    /// <param name="area">The maximum area of the image.</param>
    /// <param name="terminal">The terminal, whose cursor is at the start of a line. It's on the image's last line afterward.</param>
    /// <param name="cancellationToken">Cancels the output.</param>
    /// <exception cref="CometApiException">The file is invalid.</exception>
    /// <exception cref="NotSupportedException">The encoder can't write the kind of image that the message names.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    void Write(Stream file, ImageHeader header, ImageArea area, TextWriter terminal, CancellationToken cancellationToken);
}
