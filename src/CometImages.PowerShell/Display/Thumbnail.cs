namespace CometImages.PowerShell.Display;

/// <summary>A small image in memory.</summary>
/// <param name="width">The width in pixels.</param>
/// <param name="height">The height in pixels.</param>
sealed class Thumbnail(int width, int height)
{
    const int OpaqueAlpha = 128;

    readonly byte[] _pixels = new byte[4 * width * height];

    public int Width => width;

    public int Height => height;

    /// <summary>Reads a PNG file into the largest image that fits into a size and isn't larger than the file's.</summary>
    /// <exception cref="CometApiException">The file is invalid.</exception>
    /// <exception cref="NotSupportedException">The reader doesn't support the kind of PNG image that the message names.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static Thumbnail Read(Stream png, int maxWidth, int maxHeight, CancellationToken cancellationToken)
    {
        using PngReader reader = new(png);
        double scale = Math.Min(1, Math.Min((double)maxWidth / reader.Width, (double)maxHeight / reader.Height));
        Thumbnail thumbnail = new(Fit(reader.Width, scale), Fit(reader.Height, scale));
        AreaScaler scaler = new(reader.Width, reader.Height, thumbnail);
        byte[] row = new byte[4 * reader.Width];
        for (int y = 0; y < reader.Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.ReadRow(row);
            scaler.AddRow(row);
        }

        return thumbnail;
    }

    /// <summary>Gets the red, green, blue, and alpha values of a row.</summary>
    public Span<byte> GetRow(int y) => _pixels.AsSpan(4 * width * y, 4 * width);

    /// <summary>Gets a pixel. Outside of the image, and where more than half of the background shows, it's transparent.</summary>
    public Rgb? GetColor(int x, int y)
    {
        if (x >= width || y >= height)
        {
            return null;
        }

        ReadOnlySpan<byte> pixel = GetRow(y).Slice(4 * x, 4);
        return pixel[3] < OpaqueAlpha ? null : new Rgb(pixel[0], pixel[1], pixel[2]);
    }

    static int Fit(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
