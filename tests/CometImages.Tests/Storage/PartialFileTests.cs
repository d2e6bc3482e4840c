using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;
using Xunit;

namespace CometImages.Tests.Storage;

public sealed class PartialFileTests
{
    [Fact]
    public void A_partial_file_that_is_not_moved_is_deleted()
    {
        using TempFolder temp = new();
        using (PartialFile part = PartialFile.Create(temp["new/folder"], new string('x', 250) + "🛶"))
        {
            part.EnsureFreeSpace();
            part.Write(ImageBytes.Png(1000));
            Assert.EndsWith(PartialFileName.Extension, Assert.Single(temp.Files()), StringComparison.Ordinal);
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

    [Fact]
    public void Of_the_partial_files_of_a_folder_only_those_are_deleted_that_no_process_holds()
    {
        using TempFolder temp = new();
        string[] others = ["a.png", "a.png.part", "b.0123456789abcdef.part", "c.1a2b3c4d.png", "d.1A2B3C4D.part", "e.1a2b3c4d.part.png"];
        foreach (string name in others.Append("boat.1a2b3c4d.part"))
        {
            File.WriteAllBytes(temp[name], [1]);
        }

        using (PartialFile held = PartialFile.Create(temp.Path, "boat"))
        {
            PartialFile.DeleteAbandoned(temp.Path);
            held.Write([1, 2]);
            held.MoveTo(temp["boat.png"], overwrite: false);
        }

        Assert.Equal([.. others.Append("boat.png").Order()], temp.Files().Order());
        PartialFile.DeleteAbandoned(temp["missing"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_file_is_deleted_while_a_command_creates_or_moves_it(bool overwrite)
    {
        Assert.SkipWhen(MonoRuntime.IsPresent, MonoRuntime.NoAtomicFiles);
        using TempFolder temp = new();
        using TempFolder spool = new();
        Task commands = Task.WhenAll(Enumerable.Range(0, 2).Select(worker => Task.Run(() => CreateAndMove(worker))));
        while (!commands.IsCompleted)
        {
            PartialFile.DeleteAbandoned(temp.Path);
        }

        await commands;
        Assert.Equal(["0-created.png", "0-moved.png", "1-created.png", "1-moved.png"], temp.Names);

        void CreateAndMove(int worker)
        {
            for (int i = 0; i < 2000; i++)
            {
                string created = temp[$"{worker}-created.png"];
                string moved = temp[$"{worker}-moved.png"];
                if (!overwrite)
                {
                    File.Delete(created);
                    File.Delete(moved);
                }

                using PartialFile part = PartialFile.Create(temp.Path, "a.png");
                part.Write([1]);
                part.MoveTo(created, overwrite);
                File.WriteAllBytes(spool[$"{worker}"], [1]);
                FileMover.Move(spool[$"{worker}"], moved, overwrite);
            }
        }
    }
}
