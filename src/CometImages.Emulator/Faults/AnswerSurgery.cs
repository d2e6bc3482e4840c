using CometImages.Emulator.Answers;

namespace CometImages.Emulator.Faults;

/// <summary>Cuts and changes in an answer's body; what is shared with other answers is never written to.</summary>
static class AnswerSurgery
{
    public static Answer Cut(this Answer answer, long length)
    {
        List<ReadOnlyMemory<byte>> kept = [];
        foreach (ReadOnlyMemory<byte> piece in answer.Body)
        {
            int take = (int)Math.Min(piece.Length, length);
            kept.Add(piece[..take]);
            length -= take;
        }

        return answer with { Body = kept };
    }

    public static Answer Replace(this Answer answer, long index, byte value)
    {
        List<ReadOnlyMemory<byte>> pieces = [];
        foreach (ReadOnlyMemory<byte> piece in answer.Body)
        {
            ReadOnlyMemory<byte> now = piece;
            if (index >= 0 && index < piece.Length)
            {
                byte[] changed = piece.ToArray();
                changed[index] = value;
                now = changed;
            }

            pieces.Add(now);
            index -= piece.Length;
        }

        return answer with { Body = pieces };
    }

    /// <summary>Puts members, each with its comma, behind the first brace.</summary>
    public static Answer InsertMembers(this Answer answer, ReadOnlyMemory<byte> members)
    {
        ReadOnlyMemory<byte> first = answer.Body[0];
        int behind = first.Span.IndexOf((byte)'{') + 1;
        return answer with { Body = [first[..behind], members, first[behind..], .. answer.Body.Skip(1)] };
    }

    public static long LastIndexOf(this Answer answer, byte value)
    {
        long end = answer.Length;
        foreach (ReadOnlyMemory<byte> piece in answer.Body.Reverse())
        {
            end -= piece.Length;
            if (piece.Span.LastIndexOf(value) is >= 0 and int index)
                return end + index;
        }

        return -1;
    }
}
