using System.Buffers.Text;
using System.Text;

namespace CometImages.Benchmarks.Service;

/// <summary>A response that the server sends from memory.</summary>
/// <param name="Name">The first segment of its path.</param>
/// <param name="Count">How many images it has.</param>
/// <param name="ImageLength">The length of each image in bytes, or 0 for URLs.</param>
/// <param name="Delay">How long the server waits before it responds, in milliseconds.</param>
public sealed record PreparedResponse(string Name, int Count, int ImageLength, int Delay = 0)
{
    const int Megabyte = 1_000_000;

    static readonly byte[] s_pngHead = Convert.FromHexString("89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B55");
    static readonly byte[] s_pngTail = Convert.FromHexString("0000000049454E44AE426082");

    public static PreparedResponse Url { get; } = new("url", 1, 0);

    public static PreparedResponse DelayedUrl { get; } = new("delayed-url", 1, 0, Delay: 10);

    public static PreparedResponse Small { get; } = new("small", 1, 1_000);

    public static PreparedResponse One { get; } = new("1x4", 1, 4 * Megabyte);

    public static PreparedResponse Ten { get; } = new("10x4", 10, 4 * Megabyte);

    public static PreparedResponse Large { get; } = new("1x64", 1, 64 * Megabyte);

    public static IReadOnlyList<PreparedResponse> All { get; } = [Url, DelayedUrl, Small, One, Ten, Large];

    public Uri BaseUri => new(ServerProcess.Origin, $"{Name}/v1");

    public Uri RequestUri => new($"{BaseUri}/images/generations");

    public override string ToString() =>
        ImageLength == 0 ? Delay == 0 ? "immediate" : $"after {Delay} ms" : $"{Count} of {ImageLength / Megabyte} MB";

    /// <summary>Creates the bytes, including status line and headers.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream body = new();
        body.Write("""{"created":1781075000,"output_format":"png","quality":"low","size":"1024x1024","data":["""u8);
        for (int i = 0; i < Count; i++)
        {
            body.Write(i == 0 ? "{"u8 : ",{"u8);
            if (ImageLength == 0)
            {
                body.Write("\"revised_prompt\":\"A paper boat on calm water.\",\"url\":\"http://127.0.0.1/paper-boat.png?sig=a%2Bb\"}"u8);
                continue;
            }

            body.Write("\"b64_json\":\""u8);
            body.Write(CreateBase64Image(seed: i));
            body.Write("\"}"u8);
        }

        body.Write("""],"usage":{"input_tokens":13,"output_tokens":196,"total_tokens":209}}"""u8);
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body.ToArray()];
    }

    // Random bytes between the first and the last chunk of a PNG, because no contestant decodes the image.
    ReadOnlySpan<byte> CreateBase64Image(int seed)
    {
        byte[] image = new byte[ImageLength];
        new Random(seed).NextBytes(image);
        s_pngHead.CopyTo(image, 0);
        s_pngTail.CopyTo(image, ImageLength - s_pngTail.Length);
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(ImageLength)];
        Base64.EncodeToUtf8(image, text, out _, out int written);
        return text.AsSpan(0, written);
    }
}
