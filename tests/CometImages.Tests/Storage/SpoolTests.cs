using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class SpoolTests
{
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
    public void The_partial_files_of_killed_processes_are_deleted_from_the_spool_and_one_that_cannot_be_is_not_an_error()
    {
        using TempFolder temp = new();
        foreach (string name in new[] { "image.00000001.part", "image.0000000f.part", "image.png" })
        {
            File.WriteAllBytes(temp[name], [1]);
        }

        using LockedFolder? locked = LockedFolder.TryLock(temp["image.0000000f.part"], "+i");
        new Spool(temp.Path).EnsureWritable();
        Assert.Equal(locked is null ? ["image.png"] : ["image.0000000f.part", "image.png"], temp.Files().Order());
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
}
