using System.Security.Cryptography;

namespace CometImages.Emulator.Pictures;

/// <summary>A finished picture file, with the forms in which answers give it.</summary>
sealed class Picture(PictureKey key, byte[] bytes)
{
    readonly Lazy<byte[]> _base64 = new(() => ToBase64(bytes));

    public PictureKey Key { get; } = key;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public ReadOnlyMemory<byte> Base64 => _base64.Value;

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>What it takes in memory, base64 included.</summary>
    public long Cost => bytes.Length + System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length);

    static byte[] ToBase64(byte[] bytes)
    {
        byte[] text = new byte[System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out _);
        return text;
    }
}
