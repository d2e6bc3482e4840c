using System.Collections.Concurrent;
using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class OutputDirectoryTests
{
    [Fact]
    public void A_name_that_is_reserved_twice_gets_a_suffix()
    {
        OutputDirectory folder = new("/nowhere");
        Assert.Equal("boat", folder.ReserveName("boat"));
        Assert.Equal("boat-2", folder.ReserveName("boat"));
        Assert.Equal("BOAT-3", folder.ReserveName("BOAT"));
        Assert.Equal("other", folder.ReserveName("other"));
    }

    [Fact]
    public void Names_reserved_by_many_threads_are_different()
    {
        OutputDirectory folder = new("/nowhere");
        ConcurrentBag<string> names = [];
        Parallel.For(0, 200, _ => names.Add(folder.ReserveName("boat")));
        Assert.Equal(200, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task A_file_that_was_written_to_the_directory_is_not_overwritten_by_the_next()
    {
        using TempFolder temp = new();
        await File.WriteAllBytesAsync(temp["source.png"], ImageBytes.Png(30), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(temp["boat.png"], [1], TestContext.Current.CancellationToken);
        OutputDirectory folder = new(temp.Path, overwrite: true);
        CometClient client = new(new CometClientOptions { SpoolFolder = temp["spool"] });
        CometImage image = new() { Path = temp["source.png"] };
        List<string> saved = [];
        for (int i = 0; i < 3; i++)
        {
            saved.Add((await client.SaveAsync(image, folder, folder.ReserveName("boat"), cancellationToken: TestContext.Current.CancellationToken)).Path);
        }

        Assert.Equal(["boat.png", "boat-2.png", "boat-3.png"], saved.Select(Path.GetFileName));
        Assert.Equal(30, new FileInfo(temp["boat.png"]).Length);
        Assert.True(File.Exists(temp["source.png"]));
    }

    [Fact]
    public async Task The_name_of_an_existing_file_is_not_used()
    {
        using TempFolder temp = new();
        await File.WriteAllBytesAsync(temp["source.png"], ImageBytes.Png(30), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(temp["boat.png"], [1], TestContext.Current.CancellationToken);
        OutputDirectory folder = new(temp.Path);
        CometClient client = new(new CometClientOptions { SpoolFolder = temp["spool"] });
        ImageSaveResult saved = await client.SaveAsync(
            new CometImage { Path = temp["source.png"] }, folder, folder.ReserveName("boat"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(temp["boat-2.png"], saved.Path);
        Assert.Equal([1], await File.ReadAllBytesAsync(temp["boat.png"], TestContext.Current.CancellationToken));
    }
}
