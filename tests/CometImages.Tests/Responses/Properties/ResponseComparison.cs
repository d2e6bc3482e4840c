using CometImages.Images;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Responses.Properties;

/// <summary>Reads a response and compares the result with the oracle.</summary>
static class ResponseComparison
{
    /// <returns>The kind of response, for the statistics of the property test.</returns>
    public static string Check(ResponseCase response, TempFolder folder)
    {
        ResponseOracle expected = ResponseOracle.Read(response.Body, response.BufferSize);
        Spool spool = new(folder[$"spool-{Environment.CurrentManagedThreadId}"]);
        ImageResponseState state;
        CometApiException? readError = null;
        using (ImageDestinationSet destinations = ImageDestinationSet.Reserve(new ImageOutputOptions(), spool))
        using (ChunkedStream body = new(response.Body, response.Reads))
        using (ImageResponseReader reader = new(body, destinations, response.BufferSize))
        {
            state = reader.State;
            try
            {
                // Every read of the stream completes synchronously, and therefore this does.
                reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (CometApiException e)
            {
                readError = e;
            }
        }

        Compare(expected, state, readError, spool.Folder);
        return Classify(expected);
    }

    static string Classify(ResponseOracle expected)
    {
        int valid = expected.Images.Count(image => image.Bytes is not null);
        int invalid = expected.Images.Count(image => image.IsInvalid);
        string images = (valid, invalid) switch { (0, 0) => "no image", (_, 0) => "valid images", (0, _) => "invalid images", _ => "valid and invalid images" };
        return (expected.IsAmbiguous ? "ambiguous, " : expected.IsInvalidResponse ? "invalid, " : "valid, ") + images;
    }

    static void Compare(ResponseOracle expected, ImageResponseState state, CometApiException? readError, string folder)
    {
        List<string> files = [.. state.Items.Select(image => image.File?.Path).OfType<string>()];
        List<(string Path, byte[] Bytes)> contents = [.. files.Select(file => (file, File.ReadAllBytes(file)))];
        files.ForEach(File.Delete);
        string[] leftovers = Directory.GetFiles(folder);
        Array.ForEach(leftovers, File.Delete);
        Assert.Empty(leftovers);

        // Difference: invalid UTF-8 in an image can be reported as invalid base64, which makes only this image invalid.
        if (expected.IsAmbiguous)
        {
            Assert.True(readError is not null || state.FirstItemError is not null);
        }
        else
        {
            Assert.True(expected.IsInvalidResponse == readError is not null, $"expected an invalid response: {expected.IsInvalidResponse}, error: {readError?.Detail}");
            Assert.True(expected.IsInvalidResponse || state.Items.Count == expected.Images.Count, "The number of images differs.");
        }

        for (int i = 0; i < expected.Images.Count; i++)
        {
            ImageResponseItem image = state.Items[i];
            Compare(expected.Images[i], image, contents.Find(file => file.Path == image.File?.Path).Bytes, expected.IsInvalidResponse, $"image {i}");
        }

        if (!expected.IsInvalidResponse)
        {
            Assert.All(expected.Texts, text => Assert.Equal(text.Value, AsComparable(state.GetText(GetProperty(text.Key)), text.Value)));
            Assert.All(expected.Numbers, number => Assert.Equal(number.Value, state.GetNumber(GetProperty(number.Key))));
        }
        else if (!expected.IsAmbiguous)
        {
            Assert.Equal(expected.Images.Count(image => image.Bytes is not null), files.Count);
        }
    }

    static void Compare(ExpectedImage expected, ImageResponseItem image, byte[]? bytes, bool isInvalidResponse, string which)
    {
        Assert.Equal(expected.Bytes, bytes);
        if (expected.IsInvalid)
        {
            Assert.True(image.Error is not null, $"{which} should have an error");
            Assert.True(image.Error.Kind == CometErrorKind.InvalidImage || !expected.IsNotAnImage, $"{which}: {image.Error.Detail}");
        }

        if (!isInvalidResponse)
        {
            Assert.True(expected.IsInvalid || image.Error is null, $"{which}: {image.Error?.Detail}");
            Assert.Equal(expected.Url, AsComparable(image.Url ?? image.InvalidUrl, expected.Url));
            Assert.Equal(expected.RevisedPrompt, AsComparable(image.RevisedPrompt, expected.RevisedPrompt));
            Assert.Equal(expected.Size, AsComparable(image.Size, expected.Size));
        }
    }

    static string? AsComparable(string? actual, string? expected) =>
        expected == ResponseOracle.Unreadable && actual?.Contains(expected, StringComparison.Ordinal) == true ? expected : actual;

    // "usage.input_tokens" is InputTokens, "error.message" is ErrorMessage.
    static ResponseProperty GetProperty(string path) => Enum.Parse<ResponseProperty>(
        path.Replace("usage.", string.Empty, StringComparison.Ordinal).Replace(".", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal),
        ignoreCase: true);
}
