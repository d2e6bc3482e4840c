using System.Globalization;
using System.Text;
using CometImages.Images;

namespace CometImages.PowerShell.Display;

/// <summary>Writes a PNG image as sixel graphics. See https://vt100.net/docs/vt3xx-gp/chapter14.html.</summary>
sealed class SixelEncoder : IImageEncoder
{
    public const int MaxColors = 256;

    // A sixel is a column of six pixels.
    const int BandHeight = 6;
    const int MinRepeat = 4;

    public IReadOnlyList<string> Formats => ["png"];

    public void Write(Stream file, ImageHeader header, ImageArea area, TextWriter terminal, CancellationToken cancellationToken)
    {
        TerminalFeatures features = area.Features;
        int maxWidth = Math.Min(area.PixelWidth, features.MaxWidth);
        int maxHeight = Math.Min(area.PixelHeight, features.MaxHeight);
        Thumbnail image = Thumbnail.Read(file, maxWidth, maxHeight, features.Background, cancellationToken);
        ColorPalette palette = ColorPalette.Create(image, features.ColorCount);
        Ditherer ditherer = new(image, palette);

        // Pixels without a color keep the background, and pixels are square.
        terminal.Write(string.Format(CultureInfo.InvariantCulture, "\u001BP0;1;0q\"1;1;{0};{1}", image.Width, image.Height));
        try
        {
            terminal.Write(GetDefinitions(palette));
            int[][] band = [.. Enumerable.Range(0, BandHeight).Select(_ => new int[image.Width])];
            for (int y = 0; y < image.Height; y += BandHeight)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int height = Math.Min(BandHeight, image.Height - y);
                for (int row = 0; row < height; row++)
                {
                    ditherer.ReadRow(band[row]);
                }

                // A line feed after the last band would add an empty line in some terminals.
                terminal.Write(y == 0 ? string.Empty : "-");
                terminal.Write(GetBand(band, height));
            }
        }
        finally
        {
            terminal.Write("\u001B\\");
        }
    }

    static string GetDefinitions(ColorPalette palette)
    {
        StringBuilder text = new();
        for (int i = 0; i < palette.Colors.Count; i++)
        {
            (byte red, byte green, byte blue) = palette.Colors[i];
            text.AppendFormat(
                CultureInfo.InvariantCulture,
                "#{0};2;{1};{2};{3}",
                i,
                ColorPalette.ToPercent(red),
                ColorPalette.ToPercent(green),
                ColorPalette.ToPercent(blue));
        }

        return text.ToString();
    }

    // Each color is written over the band on its own, from its first to its last pixel.
    static string GetBand(int[][] band, int height)
    {
        SortedDictionary<int, byte[]> sixels = [];
        int width = band[0].Length;
        for (int row = 0; row < height; row++)
        {
            for (int x = 0; x < width; x++)
            {
                int color = band[row][x];
                if (color == Ditherer.Transparent)
                {
                    continue;
                }

                if (!sixels.TryGetValue(color, out byte[]? columns))
                {
                    sixels.Add(color, columns = new byte[width]);
                }

                columns[x] |= (byte)(1 << row);
            }
        }

        StringBuilder text = new();
        foreach (KeyValuePair<int, byte[]> color in sixels)
        {
            text.Append(text.Length == 0 ? string.Empty : "$").Append('#').Append(color.Key.ToString(CultureInfo.InvariantCulture));
            AppendColumns(text, color.Value);
        }

        return text.ToString();
    }

    static void AppendColumns(StringBuilder text, byte[] columns)
    {
        int end = Array.FindLastIndex(columns, column => column != 0) + 1;
        int count;
        for (int x = 0; x < end; x += count)
        {
            count = 1;
            while (x + count < end && columns[x + count] == columns[x])
            {
                count++;
            }

            char sixel = (char)('?' + columns[x]);
            if (count < MinRepeat)
            {
                text.Append(sixel, count);
            }
            else
            {
                text.Append('!').Append(count.ToString(CultureInfo.InvariantCulture)).Append(sixel);
            }
        }
    }
}
