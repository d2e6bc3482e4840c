using System.Text;

namespace CometImages.Benchmarks.Service;

/// <summary>A response that the server sends from memory.</summary>
/// <param name="Name">The first segment of its path.</param>
/// <param name="Count">How many images it has.</param>
/// <param name="ImageLength">The length of each image in bytes, or 0 for URLs.</param>
/// <param name="Delay">How long the server waits before it responds, in milliseconds.</param>
public sealed record PreparedResponse(string Name, int Count, int ImageLength, int Delay = 0)
{
    public const string Model = "gpt-image-2";
    public const string Prompt = "A paper boat.";

    static readonly byte[] s_pngHead = Convert.FromHexString("89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B55");
    static readonly byte[] s_pngTail = Convert.FromHexString("0000000049454E44AE426082");

    public static PreparedResponse Url { get; } = new("immediate", 1, 0);

    public static PreparedResponse DelayedUrl { get; } = new("after-10-ms", 1, 0, Delay: 10);

    public static PreparedResponse Small { get; } = new("1-of-1-kB", 1, 1_000);

    public static PreparedResponse One { get; } = new("1-of-4-MB", 1, 4_000_000);

    public static PreparedResponse Ten { get; } = new("10-of-4-MB", 10, 4_000_000);

    public static PreparedResponse Large { get; } = new("1-of-64-MB", 1, 64_000_000);

    public static PreparedResponse Edit { get; } = new("edit", 1, 1_000);

    public static IReadOnlyList<PreparedResponse> All { get; } = [Url, DelayedUrl, Small, One, Ten, Large, Edit];

    public Uri BaseUri => new(ServerProcess.Origin, $"{Name}/v1");

    public Uri RequestUri => new($"{BaseUri}/images/generations");

    public string RequestBody => $$"""{"model":"{{Model}}","prompt":"{{Prompt}}","n":{{Count}}}""";

    public override string ToString() => Name;

    /// <summary>Creates the bytes, including status line and headers.</summary>
    public byte[] ToBytes()
    {
        string body = $$$"""
            {"created":1781075000,"output_format":"png","quality":"low","size":"1024x1024",
            "data":[{{{string.Join(',', Enumerable.Range(0, Count).Select(CreateItem))}}}],
            "usage":{"input_tokens":13,"output_tokens":196,"total_tokens":209}}
            """;
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    string CreateItem(int seed)
    {
        if (ImageLength == 0)
        {
            return """{"revised_prompt":"A paper boat on calm water.","url":"http://127.0.0.1/paper-boat.png?sig=a%2Bb"}""";
        }

        return $"{{\"b64_json\":\"{Convert.ToBase64String(CreateImage(seed, ImageLength))}\"}}";
    }

    /// <summary>Creates a PNG image. The bytes between its first and its last chunk are random, because no contestant decodes it.</summary>
    public static byte[] CreateImage(int seed, int length)
    {
        byte[] image = new byte[length];
        new Random(seed).NextBytes(image);
        s_pngHead.CopyTo(image, 0);
        s_pngTail.CopyTo(image, length - s_pngTail.Length);
        return image;
    }
}
