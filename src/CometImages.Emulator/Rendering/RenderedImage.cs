using System.Security.Cryptography;
using System.Text;

namespace CometImages.Emulator.Rendering;

/// <summary>Everything that the bytes of an image depend on.</summary>
sealed record RenderedImageKey(
    string Model,
    string Prompt,
    int Index,
    PixelSize Size,
    ImageFormat Format,
    int Quality,
    bool IsTransparent,
    Animation Animation,
    int FileLength,
    string? SourceId = null);

/// <summary>An image file, with the forms in which responses and the journal contain it.</summary>
sealed class RenderedImage(RenderedImageKey key, byte[] bytes)
{
    readonly Lazy<byte[]> _base64String = new(() => Encoding.ASCII.GetBytes($"\"{Convert.ToBase64String(bytes)}\""));

    public RenderedImageKey Key => key;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Gets the file in base64, as a JSON string.</summary>
    public ReadOnlyMemory<byte> Base64String => _base64String.Value;

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes));
}
