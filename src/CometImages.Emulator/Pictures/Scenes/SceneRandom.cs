using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CometImages.Emulator.Pictures.Scenes;

/// <summary>Numbers that are the same for the same text on every machine (SplitMix64).</summary>
sealed class SceneRandom(string seed)
{
    ulong _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    /// <summary>From 0 up to 1.</summary>
    public float Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 40) / (float)(1 << 24);
    }

    public float Between(float from, float to) => from + ((to - from) * Next());

    public int Below(int limit) => Math.Min(limit - 1, (int)(Next() * limit));

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
