using System.Buffers.Text;
using System.Text;

namespace CometImages.Benchmarks.Service;

/// <summary>The bytes of an answer, head and all, made once.</summary>
static class PreparedAnswer
{
    public static byte[] Create(Answer answer)
    {
        using MemoryStream body = new();
        body.Write("""{"created":1781075000,"output_format":"png","quality":"low","size":"1024x1024","data":["""u8);
        for (int i = 0; i < answer.Count; i++)
        {
            body.Write(i == 0 ? "{"u8 : ",{"u8);
            if (answer.PictureLength == 0)
            {
                body.Write("\"revised_prompt\":\"A paper boat on calm water.\",\"url\":\"http://127.0.0.1/paper-boat.png?sig=a%2Bb\"}"u8);
                continue;
            }

            body.Write("\"b64_json\":\""u8);
            body.Write(Encoded(PaddedPng.Create(answer.PictureLength, seed: i)));
            body.Write("\"}"u8);
        }

        body.Write("""],"usage":{"input_tokens":13,"output_tokens":196,"total_tokens":209}}"""u8);
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body.ToArray()];
    }

    static ReadOnlySpan<byte> Encoded(byte[] picture)
    {
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(picture.Length)];
        Base64.EncodeToUtf8(picture, text, out _, out int written);
        return text.AsSpan(0, written);
    }
}
