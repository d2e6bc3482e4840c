using System.Security.Cryptography;
using CometImages.Images;

namespace CometImages.Transport;

/// <summary>A part of a request's body. Its length is known before it's opened, and every attempt opens it again.</summary>
/// <param name="Length">The number of bytes.</param>
/// <param name="Open">Opens the bytes.</param>
sealed record BodyPart(long Length, Func<Stream> Open)
{
    public static BodyPart FromBytes(byte[] bytes) => new(bytes.Length, () => new MemoryStream(bytes, writable: false));

    public static BodyPart FromFile(SourceFile file) => new(file.Length, file.Open);

    public static BodyPart FromFileAsBase64(SourceFile file) => new(
        (file.Length + 2) / 3 * 4, () => new CryptoStream(file.Open(), new ToBase64Transform(), CryptoStreamMode.Read));
}
