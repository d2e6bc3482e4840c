using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.Quickstart;

public sealed class DemonstrationTests(DemonstrationRun demonstration) : IClassFixture<DemonstrationRun>
{
    [Fact]
    public void It_ends_well_and_says_nothing_on_the_error_stream()
    {
        Assert.Equal((0, ""), (demonstration.First.ExitCode, demonstration.First.Errors));
        Assert.Equal((0, ""), (demonstration.Second.ExitCode, demonstration.Second.Errors));
    }

    [Fact]
    public void It_lists_every_file_and_each_is_a_whole_picture()
    {
        IReadOnlyList<string> files = DemonstrationRun.SavedFiles(demonstration.First);
        Assert.Equal(5, files.Count);
        foreach (string file in files)
        {
            using SKBitmap picture = Decode(file);
            Assert.True(picture.Width >= 512, file);
        }
    }

    [Fact]
    public void Pictures_are_of_the_type_and_the_size_that_were_asked_for()
    {
        string banner = Path.Combine(demonstration.Folder, "banners", "mountains.jpg");
        Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(banner)[..3]);
        using SKBitmap picture = Decode(banner);
        Assert.Equal((2304, 1728), (picture.Width, picture.Height));
    }

    [Fact]
    public void A_transparent_webp_is_one()
    {
        string file = Assert.Single(DemonstrationRun.SavedFiles(demonstration.First), name => name.Contains("fox", StringComparison.Ordinal));
        byte[] bytes = File.ReadAllBytes(file);
        Assert.True(bytes.AsSpan().StartsWith("RIFF"u8) && bytes.AsSpan(8).StartsWith("WEBP"u8));
        using SKBitmap picture = Decode(file);
        Assert.Equal(0, picture.GetPixel(1, 1).Alpha);
    }

    [Fact]
    public void It_shows_each_line_as_typed_and_tables_as_PowerShell_prints_them()
    {
        string output = demonstration.First.Output;
        Assert.Contains("PS> 'A paper boat floating on calm water at sunrise.' | New-CometImage | Save-CometImage -Path ./pictures", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)\bModel +Size +Prompt +\S", output);
        Assert.Matches(@"(?m)^-+ +-+ +-+ +-+", output);
        Assert.Matches(@"(?m)^Model +Provider", output);
        Assert.All(demonstration.First.Lines.Skip(2).TakeWhile(line => line != "Saved:"), line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void A_file_gets_no_escape_sequences() => Assert.DoesNotContain('\e', demonstration.First.Everything);

    [Fact]
    public void It_shows_no_key() => Assert.DoesNotMatch("emulator-[0-9a-f]+", demonstration.First.Everything);

    [Fact]
    public void A_second_run_buys_a_named_file_no_second_time() =>
        Assert.Contains(Path.Combine(demonstration.Folder, "banners", "mountains.jpg"), DemonstrationRun.SavedFiles(demonstration.Second));

    static SKBitmap Decode(string file)
    {
        using SKCodec codec = SKCodec.Create(file);
        SKBitmap picture = new(codec.Info);
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(picture.Info, picture.GetPixels()));
        return picture;
    }
}
