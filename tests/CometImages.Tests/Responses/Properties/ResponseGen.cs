using System.Text;
using CsCheck;
using static CometImages.Tests.Responses.Properties.JsonSpelling;

namespace CometImages.Tests.Responses.Properties;

/// <summary>Random responses in random spellings and segments, some of them corrupted.</summary>
static class ResponseGen
{
    static readonly Gen<string> Words = Gen.Frequency(
        (6, Gen.OneOf("", "a boat", "opaque", "1024x1024", "\"b64_json\":\"AAAA\"", "\\", "Ω≈ç", "🛶🌊", "\u0000\u001f", "https://h/p?a=%2B|&b", "b64_json", "data")),
        (3, Gen.Char[" \"\\/ab:,{}[]é€\t\n"].Array[0, 30].Select(chars => new string(chars))),
        (2, Gen.Char["abc \\é"].Array[60, 700].Select(chars => new string(chars))));

    // Only an escape can spell a lone surrogate.
    static readonly Gen<string> Text = Gen.Frequency((30, Quoted(Words)), (1, Gen.OneOf("\"\\ud83d\"", "\"a\\uDE00b\"", "\"\\ud83d\\ud83d\\ude00\"")));

    static readonly Gen<string> Number = Gen.Frequency(
        (5, Gen.OneOf("0", "-0", "1", "13", "1773311889", "-5", "1.5", "2e3", "-1E-9", "9223372036854775807", "9223372036854775808")),
        (1, Gen.Char["123456789"].Array[1, 60].Select(digits => new string(digits))));

    static readonly Gen<string> Scalar = Gen.Frequency((4, Text), (3, Number), (3, Gen.OneOf("null", "true", "false")));

    static readonly Gen<string> AnyName = Gen.Frequency(
        (6, Gen.OneOf("b64_json", "url", "data", "created", "usage", "x", "", "error", "message", "size").SelectMany(Quoted)),
        (1, Text));

    static readonly Gen<string> Value = Deeper(Deeper(Deeper(Scalar)));

    static readonly Gen<string> Deep = Gen.Int[50, 70].Select(depth => new string('[', depth) + new string(']', depth));

    static readonly Gen<string> Image = Gen.Frequency((20, Quoted(Base64Spelling.Text)), (2, Gen.Const("null")), (1, Value));

    static readonly Gen<string> Element = Gen.Frequency(
        (20, Object(Members(
            (16, Member("b64_json", Image)),
            (4, Member("url", Scalar)),
            (4, Member("revised_prompt", Scalar)),
            (3, Member("size", Scalar)),
            (4, Gen.Select(AnyName, Value)),
            (1, Member("b64_json", Image))))),
        (1, Value));

    static readonly Gen<string> Data = Gen.Frequency((20, Array(Element.List[0, 4])), (1, Value));

    static readonly Gen<string> Usage = Gen.Frequency(
        (8, Object(Members(
            (8, Member("input_tokens", Number)),
            (8, Member("output_tokens", Number)),
            (8, Member("total_tokens", Scalar)),
            (4, Member("prompt_tokens", Number)),
            (2, Gen.Select(AnyName, Value))))),
        (1, Value));

    static readonly Gen<string> Error = Object(Members(
        (8, Member("message", Scalar)), (8, Member("code", Scalar)), (6, Member("type", Scalar)), (2, Gen.Select(AnyName, Value))));

    static readonly Gen<string> Root = Gen.Frequency(
        (40, Object(Members(
            (20, Member("data", Data)),
            (12, Member("created", Number)),
            (8, Member("usage", Usage)),
            (5, Member("model", Scalar)),
            (5, Member("size", Scalar)),
            (5, Member("output_format", Scalar)),
            (2, Member("error", Gen.OneOf(Error, Scalar))),
            (6, Gen.Select(AnyName, Value)),
            (1, Member("deep", Deep)),
            (1, Member("data", Data))))),
        (1, Value));

    static readonly Gen<byte[]> Body = Gen.Select(Gen.Frequency((9, ""), (1, "\uFEFF")), Space, Root, Space, (mark, before, root, after) =>
        Encoding.UTF8.GetBytes(mark + before + root + after));

    static readonly Gen<int> BufferSize = Gen.Frequency((3, Gen.Int[32, 128]), (5, Gen.Int[128, 700]), (2, Gen.Const(65_536)));

    static readonly Gen<int[]> Reads = Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 100], Gen.Int[1, 5000]).Array[1, 6];

    public static readonly Gen<ResponseCase> Valid = Gen.Select(Body, Reads, BufferSize, (body, reads, size) => new ResponseCase(body, reads, size));

    public static readonly Gen<ResponseCase> Corrupted = Gen.Select(Valid, Corruption.Any.Array[1, 3], (response, corruptions) =>
        response with { Body = corruptions.Aggregate(response.Body, (body, corruption) => corruption.Apply(body)) });

    static Gen<string> Deeper(Gen<string> inner) => Gen.Frequency(
        (6, Scalar),
        (2, Array(inner.List[0, 3])),
        (2, Object(Gen.Select(AnyName, inner).List[0, 3])));

    static Gen<(string Name, string Value)> Member(string name, Gen<string> value) => Gen.Select(Quoted(name), value);

    // Each member occurs with a probability of its weight in 20, in any order.
    static Gen<List<(string Name, string Value)>> Members(params (int Weight, Gen<(string Name, string Value)> Member)[] members)
    {
        Gen<(string Name, string Value)?>[] maybe = [.. members.Select(entry => Gen.Select(Gen.Int[1, 20], entry.Member, (roll, member) =>
            roll <= entry.Weight ? member : ((string Name, string Value)?)null))];
        return Gen.ShuffleSelect(maybe).Select(chosen => chosen.Where(member => member is not null).Select(member => member!.Value).ToList());
    }
}
