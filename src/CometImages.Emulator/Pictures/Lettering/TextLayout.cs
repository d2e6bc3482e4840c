namespace CometImages.Emulator.Pictures.Lettering;

/// <summary>Text broken into lines, at the largest scale that fits.</summary>
sealed record TextLayout(IReadOnlyList<string> Lines, float Scale)
{
    const float Step = 0.9f;
    const string More = "...";

    public float Height => Lines.Count * StrokeFont.LineHeight * Scale;

    /// <param name="text">Spelled text.</param>
    /// <param name="width">Pixels that a line may take.</param>
    /// <param name="heights">Pixels that all lines may take; the next is tried when the text does not fit at a comfortable scale.</param>
    /// <param name="largest">Where to begin, in pixels per unit of the font.</param>
    /// <param name="smallest">The least that can be read.</param>
    public static TextLayout Fit(string text, float width, ReadOnlySpan<float> heights, float largest, float smallest)
    {
        float comfortable = MathF.Sqrt(largest * smallest);
        for (int room = 0; room < heights.Length; room++)
        {
            float least = room == heights.Length - 1 ? smallest : comfortable;
            for (float scale = largest; scale >= least; scale *= Step)
            {
                // Far too much text is not even wrapped.
                if (text.Length * 6 * scale * scale * StrokeFont.LineHeight > 2 * width * heights[room])
                    continue;
                TextLayout layout = new(Wrap(text, width / scale, int.MaxValue), scale);
                if (layout.Height <= heights[room])
                    return layout;
            }
        }

        int lines = Math.Max(1, (int)(heights[^1] / (StrokeFont.LineHeight * smallest)));
        return new TextLayout(Wrap(text, width / smallest, lines), smallest);
    }

    static List<string> Wrap(string text, float width, int most)
    {
        List<string> lines = [];
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            int length = LineLength(rest, width);
            ReadOnlySpan<char> line = rest[..length].TrimEnd();
            rest = rest[length..].TrimStart();
            if (lines.Count + 1 == most && !rest.IsEmpty)
            {
                lines.Add(string.Concat(line[..Math.Max(0, line.Length - More.Length)], More));
                break;
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>As many words as fit, or as much of one word.</summary>
    static int LineLength(ReadOnlySpan<char> text, float width)
    {
        float used = 0;
        int lastBreak = 0;
        for (int index = 0; index < text.Length; index++)
        {
            used += StrokeFont.Advance(text[index]);
            if (text[index] == ' ')
                lastBreak = index + 1;
            else if (used > width)
                return lastBreak > 0 ? lastBreak : Math.Max(1, index);
        }

        return text.Length;
    }
}
