using CometImages.Images;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class FileMoverTests
{
    static readonly byte[] s_old = [1, 2, 3];
    static readonly byte[] s_new = ImageBytes.Png(200_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_move_leaves_only_the_target(bool overwrite)
    {
        using TempFolder folder = new();
        Move(folder["a.png"], folder["b.png"], overwrite);
        Assert.Equal(["b.png"], folder.Files());
        Assert.Equal(s_new, File.ReadAllBytes(folder["b.png"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_move_to_another_file_system_leaves_only_the_target(bool overwrite)
    {
        using TempFolder from = CreateOnOtherFileSystem();
        using TempFolder to = new();
        Move(from["a.png"], to["b.png"], overwrite);
        Assert.Empty(from.Files());
        Assert.Equal(["b.png"], to.Files());
        Assert.Equal(s_new, File.ReadAllBytes(to["b.png"]));
    }

    [Fact]
    public void An_existing_target_is_not_overwritten_and_the_source_is_kept()
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder["b.png"], s_old);
        Assert.ThrowsAny<IOException>(() => Move(folder["a.png"], folder["b.png"], overwrite: false));
        Assert.Equal(["a.png", "b.png"], folder.Files().Order());
        Assert.Equal(s_old, File.ReadAllBytes(folder["b.png"]));
    }

    [Fact]
    public void An_existing_target_on_another_file_system_is_not_overwritten_and_the_source_is_kept()
    {
        using TempFolder from = CreateOnOtherFileSystem();
        using TempFolder to = new();
        File.WriteAllBytes(to["b.png"], s_old);
        Assert.ThrowsAny<IOException>(() => Move(from["a.png"], to["b.png"], overwrite: false));
        Assert.Equal(["a.png"], from.Files());
        Assert.Equal(["b.png"], to.Files());
        Assert.Equal(s_old, File.ReadAllBytes(to["b.png"]));
    }

    [Fact]
    public void An_existing_target_is_overwritten_on_request()
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder["b.png"], s_old);
        Move(folder["a.png"], folder["b.png"], overwrite: true);
        Assert.Equal(["b.png"], folder.Files());
        Assert.Equal(s_new, File.ReadAllBytes(folder["b.png"]));
    }

    [Fact]
    public void A_copy_keeps_the_source()
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder["a.png"], s_new);
        FileMover.Copy(folder["a.png"], folder["b.png"], overwrite: false);
        Assert.Equal(["a.png", "b.png"], folder.Files().Order());
        Assert.Equal(s_new, File.ReadAllBytes(folder["b.png"]));
    }

    [Fact]
    public void A_move_to_another_file_system_succeeds_although_the_source_cannot_be_deleted()
    {
        using TempFolder from = CreateOnOtherFileSystem();
        using TempFolder to = new();
        File.WriteAllBytes(from["a.png"], s_new);
        using (Lock(from, "+i"))
        {
            FileMover.Move(from["a.png"], to["b.png"], overwrite: false);
        }

        Assert.Equal(["a.png"], from.Files());
        Assert.Equal(["b.png"], to.Files());
        Assert.Equal(s_new, File.ReadAllBytes(to["b.png"]));
    }

    [Fact]
    public void A_file_gets_its_name_in_a_folder_that_does_not_allow_deletion()
    {
        Assert.SkipWhen(Environment.Version.Major < 5, ".NET Framework renames a file, which such a folder doesn't allow.");
        using TempFolder folder = new();
        using (Lock(folder, "+a"))
        using (PartialFile part = PartialFile.Create(folder.Path, "a.png"))
        {
            part.Write(s_new);
            part.MoveTo(folder["a.png"], overwrite: false);
        }

        Assert.Equal(s_new, File.ReadAllBytes(folder["a.png"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_error_about_a_file_that_cannot_be_moved_back_has_its_path(bool overwrite)
    {
        using TempFolder from = new();
        using TempFolder to = new();
        File.WriteAllBytes(from["a.png"], s_new);
        File.WriteAllBytes(to["b.png"], s_old);
        using (Lock(to, "+a"))
        {
            FileMoveRollbackException error = Assert.Throws<FileMoveRollbackException>(() => FileMover.Move(from["a.png"], to["b.png"], overwrite));
            Assert.Contains(error.Path, error.Message, StringComparison.Ordinal);
            Assert.Equal(s_new, File.ReadAllBytes(error.Path));
        }

        Assert.Equal(s_old, File.ReadAllBytes(to["b.png"]));
    }

    [Fact]
    public async Task An_image_of_the_spool_that_cannot_be_moved_back_is_kept_and_the_error_has_its_path()
    {
        using TempFolder spool = new();
        using TempFolder to = new();
        CometImage image = new() { Path = spool["a.png"] };
        File.WriteAllBytes(image.Path, s_new);
        Directory.CreateDirectory(to["boat.png"]);
        CometClient client = new(new CometClientOptions { SpoolFolder = spool.Path });
        OutputDirectory folder = new(to.Path, overwrite: true);
        using (Lock(to, "+a"))
        {
            CometApiException error = await Assert.ThrowsAsync<CometApiException>(
                () => client.SaveAsync(image, folder, folder.ReserveName("boat"), cancellationToken: TestContext.Current.CancellationToken));
            Assert.NotEqual(spool["a.png"], image.Path);
            Assert.Contains(image.Path, error.Message, StringComparison.Ordinal);
            Assert.Equal(s_new, File.ReadAllBytes(image.Path));
        }

        // The image of the error can be saved to another folder.
        OutputDirectory other = new(spool["other"]);
        Assert.Equal(s_new, File.ReadAllBytes((await client.SaveAsync(image, other, "boat", cancellationToken: TestContext.Current.CancellationToken)).Path));
    }

    [Fact]
    public async Task An_image_of_the_spool_that_cannot_be_moved_back_gets_another_name()
    {
        Assert.SkipWhen(Environment.Version.Major < 5, ".NET Framework renames a file, which such a folder doesn't allow.");
        using TempFolder spool = new();
        using TempFolder to = new();
        CometImage image = new() { Path = spool["a.png"] };
        File.WriteAllBytes(image.Path, s_new);
        File.WriteAllBytes(to["boat.png"], s_old);
        CometClient client = new(new CometClientOptions { SpoolFolder = spool.Path });
        OutputDirectory folder = new(to.Path);
        using (Lock(to, "+a"))
        {
            ImageSaveResult saved = await client.SaveAsync(image, folder, folder.ReserveName("boat"), cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(to["boat-2.png"], saved.Path);
            Assert.Equal(s_new, File.ReadAllBytes(saved.Path));
        }

        Assert.Equal(s_old, File.ReadAllBytes(to["boat.png"]));
    }

    static LockedFolder Lock(TempFolder folder, string attribute)
    {
        LockedFolder? locked = LockedFolder.TryLock(folder.Path, attribute);
        Assert.SkipWhen(locked is null, "Only root on Linux can lock a folder against itself.");
        return locked!;
    }

    static void Move(string source, string target, bool overwrite)
    {
        File.WriteAllBytes(source, s_new);
        FileMover.Move(source, target, overwrite);
    }

    static TempFolder CreateOnOtherFileSystem()
    {
        Assert.SkipUnless(Directory.Exists(TempFolder.InMemory), $"This machine has no other file system at {TempFolder.InMemory}.");
        return TempFolder.CreateInMemory();
    }
}
