using System.Globalization;
using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>Writes a file as it is. See https://iterm2.com/documentation-images.html.</summary>
sealed class ITerm2Encoder : IImageEncoder
{
    public IReadOnlyList<string> Formats => ["png", "jpeg", "webp", "gif"];

    public void Write(Stream file, ImageHeader header, ImageArea area, TextWriter terminal, CancellationToken cancellationToken)
    {
        terminal.Write(string.Format(
            CultureInfo.InvariantCulture,
            "\u001B]1337;File=inline=1;size={0};width={1};height=auto;preserveAspectRatio=1:",
            file.Length,
            area.Fit(header).Columns));
        try
        {
            foreach (string block in Base64Blocks.Read(file, cancellationToken))
            {
                terminal.Write(block);
            }
        }
        finally
        {
            terminal.Write('\a');
        }
    }
}
