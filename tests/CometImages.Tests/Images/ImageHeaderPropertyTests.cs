using System.Text;
using CometImages.Images;
using CsCheck;
using SkiaSharp;
using Xunit;

namespace CometImages.Tests.Images;

public sealed class ImageHeaderPropertyTests
{
    static readonly byte[] s_gif = [.. "GIF89a"u8, 20, 0, 10, 0, 0x80, 0, 0, .. new byte[6], 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C, .. new byte[10], 0x3B];
    static readonly byte[] s_svg =
        Encoding.UTF8.GetBytes("\uFEFF<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a '>'>]><!-- - --><svg width='20' height=\"10px\" viewBox='0,0 20 10'></svg>");

    static readonly byte[][] s_images =
    [
        Encode(true, new SKPngEncoderOptions()),
        Encode(false, new SKPngEncoderOptions()),
        Encode(false, new SKJpegEncoderOptions(90)),
        Encode(true, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, 90)),
        Encode(false, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, 90)),
        Encode(true, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 90)),
        Encode(false, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 90)),
        s_gif,
        s_svg,
    ];

    static readonly byte[] s_edges = [0, 1, 0x7F, 0x80, 0xFF, (byte)'<', (byte)'\''];
    static readonly Gen<byte[]> s_anyImage = Gen.Int[0, s_images.Length - 1].Select(i => s_images[i]);

    [Fact]
    public void The_header_of_an_image_that_an_encoder_wrote_shows_its_size_and_its_alpha_channel() => Assert.Equal(
        [true, false, false, true, false, true, false, true, true],
        s_images.Select(image =>
        {
            ImageHeader header = Read(image, image)!.Value;
            Assert.Equal("20x10", header.Size);
            return header.HasAlpha!.Value;
        }));

    [Fact]
    public void A_damaged_image_causes_no_exception()
    {
        Gen<(int, byte)[]> changes = Gen.Select(Gen.Int[0, 150], Gen.OneOf(Gen.Byte, Gen.Int[0, s_edges.Length - 1].Select(i => s_edges[i]))).Array[1, 6];
        Gen.Select(s_anyImage, changes, Gen.Int[0, 200]).Sample(
            (image, changes, length) =>
            {
                byte[] damaged = [.. image.Take(length)];
                foreach ((int index, byte value) in changes.Where(change => change.Item1 < damaged.Length))
                {
                    damaged[index] = value;
                }

                // Bytes that are still detected, and the reader of the original format for any bytes.
                Read(damaged, damaged);
                Read(image, damaged);
            },
            iter: 50_000);
    }

    [Fact]
    public void A_format_is_detected_in_every_split() => Gen.Select(s_anyImage, Gen.Int[1, 40].Array[1, 5]).Sample((image, pieces) =>
    {
        ImageEdgeBytes edges = new();
        for (int at = 0, i = 0; at < image.Length; i++)
        {
            int length = Math.Min(pieces[i % pieces.Length], image.Length - at);
            edges.Append(image.AsSpan(at, length));
            at += length;
            Assert.False(edges.IsNotImage);
        }

        Assert.Equal(ImageFileFormat.Detect(image, out _), edges.Format);
        Assert.True(edges.Format!.HasTrailer(edges));
    });

    static ImageHeader? Read(byte[] detected, byte[] image)
    {
        using MemoryStream file = new(image);
        return ImageFileFormat.Detect(detected, out _)?.ReadHeader(file);
    }

    static byte[] Encode<T>(bool hasAlpha, T options)
    {
        using SKBitmap bitmap = new(20, 10, SKColorType.Rgba8888, hasAlpha ? SKAlphaType.Premul : SKAlphaType.Opaque);
        bitmap.Erase(hasAlpha ? new SKColor(200, 0, 0, 100) : SKColors.Red);
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData? data = options switch
        {
            SKPngEncoderOptions png => pixels.Encode(png),
            SKJpegEncoderOptions jpeg => pixels.Encode(jpeg),
            SKWebpEncoderOptions webp => pixels.Encode(webp),
            _ => throw new NotSupportedException(),
        };
        return data!.ToArray();
    }
}
