using SkiaSharp;

namespace CometImages.Emulator.Rendering;

/// <summary>An image in a request. Only its header has been read; the pixels are decoded when they're drawn.</summary>
sealed record SourceImage(ImageFormat Format, PixelSize Size, bool HasAlpha, Func<Stream> Open)
{
    /// <summary>Returns null if the content isn't a PNG, JPEG, or WebP image.</summary>
    public static SourceImage? Identify(Func<Stream> open)
    {
        using Stream content = open();
        using SKCodec? codec = SKCodec.Create(content);
        return codec?.EncodedFormat is SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp
            ? new SourceImage(
                ImageFormat.Get(codec.EncodedFormat.ToString().ToLowerInvariant()),
                new PixelSize(codec.Info.Width, codec.Info.Height),
                codec.Info.AlphaType != SKAlphaType.Opaque,
                open)
            : null;
    }

    /// <summary>Draws the image in the middle, as large as it must be to leave no margin.</summary>
    /// <exception cref="InvalidDataException">The pixels can't be decoded.</exception>
    public void Draw(SKCanvas canvas, SKSize size, SKBlendMode mode = SKBlendMode.SrcOver)
    {
        SKRect target = SKRect.Create(size).AspectFill(new SKSize(Size.Width, Size.Height));
        using SKBitmap pixels = Decode(target.Width / Size.Width);
        using SKImage image = SKImage.FromBitmap(pixels);
        using SKPaint paint = new() { BlendMode = mode };
        canvas.DrawImage(image, target, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
    }

    /// <summary>Decodes the image, in a smaller size if the format allows it and a scale below 1 is enough.</summary>
    SKBitmap Decode(float scale)
    {
        using Stream content = Open();
        using SKCodec codec = SKCodec.Create(content);
        SKSizeI size = codec.GetScaledDimensions(Math.Min(1, scale));
        SKBitmap pixels = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);

        // Only PNG supports incremental decoding, which ends after the last row. Otherwise, Skia also reads the chunks after it, and the time
        // for a long chunk is quadratic.
        SKCodecResult result = codec.StartIncrementalDecode(pixels.Info, pixels.GetPixels(), pixels.RowBytes) == SKCodecResult.Success
            ? codec.IncrementalDecode(out _)
            : codec.GetPixels(pixels.Info, pixels.GetPixels());
        if (result != SKCodecResult.Success)
        {
            pixels.Dispose();
            throw new InvalidDataException($"The {Format.Name.ToUpperInvariant()} image is damaged or incomplete.");
        }

        // The image shares the pixels of an immutable bitmap.
        pixels.SetImmutable();
        return pixels;
    }
}
