using System.Text;

namespace CometImages.Emulator.Journal;

/// <summary>The start of a request's body, without the key, as bytes: half the size of a string.</summary>
readonly record struct KeptBody(byte[] Start, int Length)
{
    const int Most = 64 << 10;

    public static KeptBody Empty { get; } = new([], 0);

    public int Size => Start.Length;

    public static KeptBody From(byte[] body, string key)
    {
        byte[] start = body.Length <= Most ? body : body[..Most];
        if (start.AsSpan().IndexOf(Encoding.UTF8.GetBytes(key)) >= 0)
            start = Encoding.UTF8.GetBytes(KeyMask.Hide(Encoding.UTF8.GetString(start), key));
        return new KeptBody(start, body.Length);
    }

    public override string ToString() =>
        Encoding.UTF8.GetString(Start) + (Length > Most ? $"… [{Length} bytes, the rest was not kept]" : "");
}
