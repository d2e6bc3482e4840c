using CometImages.Images;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Responses.Properties;

/// <summary>Reads an answer and holds the result against the oracle's.</summary>
static class ResponseComparison
{
    /// <returns>What kind of answer it was.</returns>
    public static string Check(ResponseCase answer, TempFolder folder)
    {
        ResponseOracle expected = ResponseOracle.Read(answer.Body, answer.BufferSize);
        Spool spool = new(folder[$"spool-{Environment.CurrentManagedThreadId}"]);
        ImageResponseState document;
        CometApiException? broken = null;
        using (ImageDestinationSet places = ImageDestinationSet.Reserve(new ImageOutputOptions(), spool))
        using (ChunkedStream body = new(answer.Body, answer.Reads))
        using (ImageResponseReader reader = new(body, places, answer.BufferSize))
        {
            document = reader.State;
            try
            {
                // Every read ends at once, and so does this.
                reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (CometApiException e)
            {
                broken = e;
            }
        }

        Compare(expected, document, broken, spool.Folder);
        return KindOf(expected);
    }

    static string KindOf(ResponseOracle expected)
    {
        int whole = expected.Pictures.Count(picture => picture.Bytes is not null);
        int wrong = expected.Pictures.Count(picture => picture.IsWrong);
        string pictures = (whole, wrong) switch { (0, 0) => "no picture", (_, 0) => "good pictures", (0, _) => "bad pictures", _ => "good and bad pictures" };
        return (expected.IsDoubtful ? "doubtful, " : expected.IsBroken ? "broken, " : "whole, ") + pictures;
    }

    static void Compare(ResponseOracle expected, ImageResponseState document, CometApiException? broken, string folder)
    {
        List<string> files = [.. document.Items.Select(picture => picture.File?.Path).OfType<string>()];
        List<(string Path, byte[] Bytes)> contents = [.. files.Select(file => (file, File.ReadAllBytes(file)))];
        files.ForEach(File.Delete);
        string[] leftovers = Directory.GetFiles(folder);
        Array.ForEach(leftovers, File.Delete);
        Assert.Empty(leftovers);

        // Difference: bad UTF-8 in a picture may show as illegal base64, which breaks this picture alone.
        if (expected.IsDoubtful)
        {
            Assert.True(broken is not null || document.FirstItemError is not null);
        }
        else
        {
            Assert.True(expected.IsBroken == broken is not null, $"broken: {expected.IsBroken}, told: {broken?.Detail}");
            Assert.True(expected.IsBroken || document.Items.Count == expected.Pictures.Count, "The number of pictures differs.");
        }

        for (int i = 0; i < expected.Pictures.Count; i++)
        {
            ImageResponseItem picture = document.Items[i];
            Compare(expected.Pictures[i], picture, contents.Find(file => file.Path == picture.File?.Path).Bytes, expected.IsBroken, $"picture {i}");
        }

        if (!expected.IsBroken)
        {
            Assert.All(expected.Texts, text => Assert.Equal(text.Value, AsComparable(document.GetText(GetProperty(text.Key)), text.Value)));
            Assert.All(expected.Numbers, number => Assert.Equal(number.Value, document.GetNumber(GetProperty(number.Key))));
        }
        else if (!expected.IsDoubtful)
        {
            Assert.Equal(expected.Pictures.Count(picture => picture.Bytes is not null), files.Count);
        }
    }

    static void Compare(ExpectedImage expected, ImageResponseItem picture, byte[]? bytes, bool isBroken, string which)
    {
        Assert.Equal(expected.Bytes, bytes);
        if (expected.IsWrong)
        {
            Assert.True(picture.Error is not null, $"{which} should have an error");
            Assert.True(picture.Error.Kind == CometErrorKind.InvalidImage || !expected.IsNoPicture, $"{which}: {picture.Error.Detail}");
        }

        if (!isBroken)
        {
            Assert.True(expected.IsWrong || picture.Error is null, $"{which}: {picture.Error?.Detail}");
            Assert.Equal(expected.Url, AsComparable(picture.Url, expected.Url));
            Assert.Equal(expected.RevisedPrompt, AsComparable(picture.RevisedPrompt, expected.RevisedPrompt));
            Assert.Equal(expected.Size, AsComparable(picture.Size, expected.Size));
        }
    }

    static string? AsComparable(string? actual, string? expected) =>
        expected == ResponseOracle.Unreadable && actual?.Contains(expected, StringComparison.Ordinal) == true ? expected : actual;

    // "usage.input_tokens" is InputTokens, "error.message" is ErrorMessage.
    static ResponseProperty GetProperty(string path) => Enum.Parse<ResponseProperty>(
        path.Replace("usage.", string.Empty, StringComparison.Ordinal).Replace(".", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal),
        ignoreCase: true);
}
