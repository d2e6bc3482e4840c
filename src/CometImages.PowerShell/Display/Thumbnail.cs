namespace CometImages.PowerShell.Display;

/// <summary>A small image in memory.</summary>
/// <param name="width">The width in pixels.</param>
/// <param name="height">The height in pixels.</param>
sealed class Thumbnail(int width, int height)
{
    // Of a pixel that isn't displayed, whether the background is known or not.
    const int TransparentAlpha = 8;
    const int OpaqueAlpha = 128;

    readonly byte[] _pixels = new byte[4 * width * height];

    public int Width => width;

    public int Height => height;

    /// <summary>Reads a PNG file into the largest image that fits into a size and isn't larger than the file's.</summary>
    /// <param name="png">The file.</param>
    /// <param name="maxWidth">The maximum width in pixels.</param>
    /// <param name="maxHeight">The maximum height in pixels.</param>
    /// <param name="background">The color behind the image, or null if it isn't known.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CometApiException">The file is invalid.</exception>
    /// <exception cref="NotSupportedException">The reader doesn't support the kind of PNG image that the message names.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static Thumbnail Read(Stream png, int maxWidth, int maxHeight, Rgb? background, CancellationToken cancellationToken)
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

        if (background is { } color)
        {
            thumbnail.Blend(color);
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

    // Mixes the colors of translucent pixels with the color behind them.
    void Blend(Rgb background)
    {
        for (int i = 0; i < _pixels.Length; i += 4)
        {
            int alpha = _pixels[i + 3];
            if (alpha >= TransparentAlpha)
            {
                _pixels[i] = Mix(_pixels[i], background.Red, alpha);
                _pixels[i + 1] = Mix(_pixels[i + 1], background.Green, alpha);
                _pixels[i + 2] = Mix(_pixels[i + 2], background.Blue, alpha);
                _pixels[i + 3] = byte.MaxValue;
            }
        }
    }

    static byte Mix(int color, int background, int alpha) => (byte)(((color * alpha) + (background * (byte.MaxValue - alpha)) + 127) / byte.MaxValue);

    static int Fit(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
