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
}
