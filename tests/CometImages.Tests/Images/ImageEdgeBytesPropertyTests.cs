using CometImages.Tests.Support;
using CsCheck;
using Xunit;
using static CometImages.Tests.Images.ImageFileFormatTests;

namespace CometImages.Tests.Images;

public sealed class ImageEdgeBytesPropertyTests
{
    [Fact]
    public void The_last_bytes_are_the_same_in_every_split() => Gen.Select(Gen.Int[0, 80], Gen.Int[1, 40].Array[1, 5]).Sample((length, pieces) =>
    {
        byte[] picture = [.. ImageBytes.PngStart, .. new byte[length], .. Convert.FromHexString("49454E44AE426082")];
        Assert.Equal((true, picture.Length), TailOf(picture, pieces));
        Assert.Equal((false, picture.Length - 1), TailOf(picture[..^1], pieces));
    });
}
