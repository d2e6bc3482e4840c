using System.Buffers;
using System.Buffers.Text;
using CometImages.Files;

namespace CometImages.Generation;

/// <summary>
/// Decodes base64 that arrives in pieces straight into a picture's file. The last four characters seen are held back, since only
/// they may be padded; everything before goes through the platform's vectorised decoder in one piece.
/// </summary>
sealed class Base64Decoder : IDisposable
{
    const int Quantum = 4;

    readonly byte[] _held = new byte[Quantum];
    byte[] _decoded = [];
    int _heldCount;

    /// <summary>What was seen and not yet decoded.</summary>
    public ReadOnlySpan<byte> Held => _held.AsSpan(0, _heldCount);

    /// <summary>Begins a new value.</summary>
    public void Reset() => _heldCount = 0;

    /// <summary>Decodes a run without white space and escapes.</summary>
    /// <returns>False when a character is illegal here.</returns>
    public bool TryWrite(ReadOnlySpan<byte> run, PictureFile file)
    {
        int total = _heldCount + run.Length;
        if (total <= Quantum)
        {
            run.CopyTo(_held.AsSpan(_heldCount));
            _heldCount = total;
            return true;
        }

        if (_decoded.Length < (total / Quantum * 3) + 3)
        {
            Dispose();
            _decoded = ArrayPool<byte>.Shared.Rent((total / Quantum * 3) + 3);
        }

        int length = 0;
        if (_heldCount > 0)
        {
            int missing = Quantum - _heldCount;
            run.Slice(0, missing).CopyTo(_held.AsSpan(_heldCount));
            run = run.Slice(missing);
            if (!TryDecode(_held, _decoded))
            {
                return false;
            }

            length = 3;
        }

        int hold = run.Length % Quantum == 0 ? Math.Min(Quantum, run.Length) : run.Length % Quantum;
        if (!TryDecode(run.Slice(0, run.Length - hold), _decoded.AsSpan(length)))
        {
            return false;
        }

        length += (run.Length - hold) / Quantum * 3;
        run.Slice(run.Length - hold).CopyTo(_held);
        _heldCount = hold;
        file.Write(_decoded.AsSpan(0, length));
        return true;
    }

    /// <summary>Decodes the value's last four characters, padding and all. Stray bits before the padding are ignored.</summary>
    /// <returns>False when the value does not end as base64 does.</returns>
    public bool TryFinish(PictureFile file)
    {
        if (_heldCount == 0)
        {
            return true;
        }

        if (_heldCount != Quantum)
        {
            return false;
        }

        int padding = _held[3] != '=' ? 0 : _held[2] != '=' ? 1 : 2;
        Span<byte> unpadded = stackalloc byte[Quantum];
        _held.CopyTo(unpadded);
        unpadded.Slice(Quantum - padding).Fill((byte)'A');
        Span<byte> last = stackalloc byte[3];
        if (!TryDecode(unpadded, last))
        {
            return false;
        }

        file.Write(last.Slice(0, 3 - padding));
        return true;
    }

    public void Dispose()
    {
        if (_decoded.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_decoded);
            _decoded = [];
        }
    }

    // Some platforms skip white space here, some accept padding, and .NET Framework's wants more data after a whole block: counting what
    // went in and came out finds it all.
    static bool TryDecode(ReadOnlySpan<byte> quanta, Span<byte> decoded)
    {
        Base64.DecodeFromUtf8(quanta, decoded, out int consumed, out int written, isFinalBlock: false);
        return consumed == quanta.Length && written == quanta.Length / Quantum * 3;
    }
}
