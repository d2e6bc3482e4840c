using CometImages.PowerShell.Display;
using Xunit;

namespace CometImages.Tests.Display;

public sealed class ImageCaptionTests
{
    [Fact]
    public void A_file_has_its_path_its_size_its_model_and_its_prompt()
    {
        string folder = Path.GetFullPath("images");
        CometImage image = new() { Path = Path.Combine(folder, "sub", "x.png"), Size = "8x9", Model = "m", Prompt = "A fox" };
        Assert.Equal($"{Path.Combine("sub", "x.png")}  8x9  m  A fox", ImageCaption.Create(image, folder, hasLink: false));
        Assert.Equal($"{image.Path}  8x9  m  A fox", ImageCaption.Create(image, Path.GetFullPath("other"), hasLink: false));
        Assert.Equal(
            $"\u001B]8;;{new Uri(image.Path).AbsoluteUri}\u001B\\{Path.Combine("sub", "x.png")}\u001B]8;;\u001B\\  8x9  m  A fox",
            ImageCaption.Create(image, folder, hasLink: true));
    }

    [Fact]
    public void A_URL_is_shown_without_its_signature() => Assert.Equal(
        "\u001B]8;;https://host/x.png?sig=1\u001B\\https://host/x.png\u001B]8;;\u001B\\",
        ImageCaption.Create(new CometImage { Url = "https://host/x.png?sig=1" }, Path.GetFullPath("x"), hasLink: true));

    [Theory]
    [InlineData("/a\u001B[2J\u001B]0;x\a.png", null)]
    [InlineData(null, "https://host/\u001B]52;c;eA==\a\u009B2J?x=\u001B\\")]
    public void No_control_character_reaches_the_terminal(string? path, string? url)
    {
        CometImage image = new() { Path = path, Url = url, Model = "m\u001Bc", Prompt = "a\u0007\u001B[31m\u009Dx\r\nz", Size = "1\u001B" };
        string plain = ImageCaption.Create(image, Path.GetFullPath("x"), hasLink: false);
        Assert.DoesNotContain(plain, char.IsControl);
        string text = ImageCaption.Create(image, Path.GetFullPath("x"), hasLink: true);
        Assert.InRange(text.Count(char.IsControl), 0, 4);
        Assert.DoesNotContain('\a', text);
    }
}
