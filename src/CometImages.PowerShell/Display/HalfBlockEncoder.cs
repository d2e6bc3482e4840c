using System.Globalization;
using System.Text;
using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>Writes a PNG image as characters whose upper and lower halves are pixels.</summary>
sealed class HalfBlockEncoder : IImageEncoder
{
    const char UpperHalf = '\u2580';
    const char LowerHalf = '\u2584';
    const string Reset = "\u001B[0m";

    public IReadOnlyList<string> Formats => ["png"];

    public void Write(Stream file, ImageHeader header, ImageArea area, TextWriter terminal, CancellationToken cancellationToken)
    {
        Thumbnail image = Thumbnail.Read(file, area.Columns, 2 * area.Rows, area.Features.Background, cancellationToken);
        try
        {
            for (int y = 0; y < image.Height; y += 2)
            {
                cancellationToken.ThrowIfCancellationRequested();
                terminal.Write(y == 0 ? string.Empty : terminal.NewLine);
                terminal.Write(GetLine(image, y));
            }
        }
        finally
        {
            terminal.Write(Reset);
        }
    }

    // A transparent pixel has the terminal's background, so a half that alone is opaque is the foreground.
    static string GetLine(Thumbnail image, int y)
    {
        StringBuilder line = new();
        (Rgb? Foreground, Rgb? Background) current = default;
        for (int x = 0; x < image.Width; x++)
        {
            Rgb? upper = image.GetColor(x, y);
            Rgb? lower = image.GetColor(x, y + 1);
            (Rgb? Foreground, Rgb? Background) colors = upper is null ? (lower, null) : (upper, lower);
            if (colors != current)
            {
                line.Append(Reset);
                AppendColor(line, 38, colors.Foreground);
                AppendColor(line, 48, colors.Background);
                current = colors;
            }

            line.Append(upper is not null ? UpperHalf : lower is not null ? LowerHalf : ' ');
        }

        return line.Append(Reset).ToString();
    }

    static void AppendColor(StringBuilder line, int code, Rgb? color)
    {
        if (color is var (red, green, blue))
        {
            line.AppendFormat(CultureInfo.InvariantCulture, "\u001B[{0};2;{1};{2};{3}m", code, red, green, blue);
        }
    }
}
