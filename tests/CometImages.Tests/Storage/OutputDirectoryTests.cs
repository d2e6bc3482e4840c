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

    [Fact]
    public void Only_the_user_has_access_to_the_spool()
    {
        using TempFolder temp = new();
        Spool spool = new(temp["a/spool"]);
        Assert.False(Directory.Exists(spool.Folder));
        spool.EnsureWritable();
        Assert.Empty(temp.Files());
        if (OperatingSystem.IsWindows() || Environment.Version.Major == 4)
        {
            Assert.Skip("Windows and .NET Framework have no such mode; the local application data folder is the user's alone there.");
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(spool.Folder));
        }
    }

    [Fact]
    public void The_spool_contains_only_its_own_files()
    {
        using TempFolder temp = new();
        Spool spool = new(temp["spool"]);
        Assert.True(spool.Contains(temp["spool/a.png"]));
        Assert.True(spool.Contains(temp["spool/x/../a.png"]));
        Assert.False(spool.Contains(temp["spool/x/a.png"]));
        Assert.False(spool.Contains(temp["spool/../a.png"]));
        Assert.False(spool.Contains(temp["spool-2/a.png"]));
    }

    [Fact]
    public void A_spool_that_is_not_writable_is_an_error()
    {
        using TempFolder temp = new();
        File.WriteAllText(temp["file"], "in the way");
        CometApiException error = Assert.Throws<CometApiException>(new Spool(temp["file/spool"]).EnsureWritable);
        Assert.Equal(CometErrorKind.WriteFailed, error.Kind);
        Assert.Contains(temp["file"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_partial_files_are_deleted_from_the_spool_and_one_that_cannot_be_is_not_an_error()
    {
        using TempFolder temp = new();
        foreach (string name in new[] { "old.part", "locked.part", "new.part", "old.png" })
        {
            File.WriteAllBytes(temp[name], [1]);
            File.SetLastWriteTimeUtc(temp[name], DateTime.UtcNow.AddDays(name == "new.part" ? -1 : -3));
        }

        using LockedFolder? locked = LockedFolder.TryLock(temp["locked.part"], "+i");
        new Spool(temp.Path).EnsureWritable();
        Assert.Equal(locked is null ? ["new.part", "old.png"] : ["locked.part", "new.part", "old.png"], temp.Files().Order());
    }

    [Fact]
    public void A_spool_that_was_deleted_after_its_verification_is_verified_again()
    {
        using TempFolder temp = new();
        new Spool(temp["spool"]).EnsureWritable();
        Directory.Delete(temp["spool"]);
        new Spool(temp["spool"]).EnsureWritable();
        Assert.True(Directory.Exists(temp["spool"]));
        Directory.Delete(temp["spool"]);
        File.WriteAllText(temp["spool"], "in the way");
        Assert.Throws<CometApiException>(new Spool(temp["spool"]).EnsureWritable);
    }

    [Fact]
    public void A_partial_file_that_is_not_moved_is_deleted()
    {
        using TempFolder temp = new();
        using (PartialFile part = PartialFile.Create(temp["new/folder"], new string('x', 250) + "🛶"))
        {
            part.EnsureFreeSpace();
            part.Write(ImageBytes.Png(1000));
            Assert.EndsWith(PartialFile.Extension, Assert.Single(temp.Files()), StringComparison.Ordinal);
        }

        Assert.Empty(temp.Files());
    }

    [Fact]
    public void A_partial_file_has_the_bytes_that_were_written_after_the_check_of_the_free_space()
    {
        using TempFolder temp = new();
        using (PartialFile part = PartialFile.Create(temp.Path, "a.png"))
        {
            part.EnsureFreeSpace();
            part.Write([1, 2]);
            part.Write([3]);
            part.MoveTo(temp["a.png"], overwrite: false);
        }

        Assert.Equal(["a.png"], temp.Files());
        Assert.Equal([1, 2, 3], File.ReadAllBytes(temp["a.png"]));
    }

    [Fact]
    public void A_partial_file_that_cannot_be_moved_is_deleted()
    {
        using TempFolder temp = new();
        File.WriteAllBytes(temp["a.png"], [9]);
        using (PartialFile part = PartialFile.Create(temp.Path, "a.png"))
        {
            Assert.ThrowsAny<IOException>(() => part.MoveTo(temp["a.png"], overwrite: false));
        }

        Assert.Equal(["a.png"], temp.Files());
        Assert.Equal([9], File.ReadAllBytes(temp["a.png"]));
    }
}
