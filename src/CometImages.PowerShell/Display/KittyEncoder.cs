using System.Globalization;
using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>Writes a PNG file as it is. See https://sw.kovidgoyal.net/kitty/graphics-protocol/.</summary>
sealed class KittyEncoder : IImageEncoder
{
    public IReadOnlyList<string> Formats => ["png"];

    public void Write(Stream file, ImageHeader header, ImageArea area, TextWriter terminal, CancellationToken cancellationToken)
    {
        // The terminal sends no response (q=2), which would be input of the next prompt.
        (int columns, int rows) = area.Fit(header);
        string keys = string.Format(CultureInfo.InvariantCulture, "a=T,f=100,q=2,c={0},r={1},", columns, rows);
        try
        {
            foreach (string block in Base64Blocks.Read(file, cancellationToken))
            {
                terminal.Write($"\u001B_G{keys}m=1;{block}\u001B\\");
                keys = "q=2,";
            }
        }
        finally
        {
            terminal.Write("\u001B_Gq=2,m=0;\u001B\\");
        }
    }
}
