using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

public sealed class OverwriteTests
{
    [Fact]
    public async Task Equal_names_get_a_suffix_in_the_order_of_the_images()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> saved = await session.OutputAsync("'one', 'two', 'three' | New-CometImage @Small | Save-CometImage -Name same");
        Assert.Equal(["same.webp", "same-2.webp", "same-3.webp"], saved.Select(image => image.FileName()));
        Assert.Equal(["one", "two", "three"], saved.Select(image => image.Text("Prompt")));
        Assert.Equal(3, saved.Select(image => image.Sha256()).Distinct().Count());
    }

    [Fact]
    public async Task An_existing_file_is_not_overwritten()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        string mine = session.Folder.Write("same.webp", "mine"u8);
        string second = session.Folder.Write("same-2.webp", "mine too"u8);
        PSObject saved = Assert.Single(await session.OutputAsync("New-CometImage x @Small | Save-CometImage -Name same"));
        Assert.Equal("same-3.webp", saved.FileName());
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Equal("mine too", File.ReadAllText(second));
    }

    [Fact]
    public async Task Force_overwrites_files_that_existed_before_and_none_that_it_wrote()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        session.Folder.Write("same.webp", "mine"u8);
        session.Folder.Write("same-2.webp", "mine too"u8);
        IReadOnlyList<PSObject> saved = await session.OutputAsync("'one', 'two', 'three' | New-CometImage @Small | Save-CometImage -Name same -Force");
        Assert.Equal(["same.webp", "same-2.webp", "same-3.webp"], saved.Select(image => image.FileName()));
        Assert.Equal(["same-2.webp", "same-3.webp", "same.webp"], session.Folder.Names);
        Assert.Equal(3, saved.Select(image => image.Sha256()).Distinct().Count());
    }

    [Fact]
    public async Task Two_sessions_that_save_into_one_folder_do_not_overwrite_each_other()
    {
        await using ModuleSession one = await ModuleSession.StartAsync();
        await using ModuleSession two = await ModuleSession.StartAsync();
        two.Set("Folder", one.Folder.Path);
        const string Script = "1..6 | . { process { \"image $_\" } } | New-CometImage @Small | Save-CometImage $Folder -Name same";
        IReadOnlyList<PSObject>[] saved = await Task.WhenAll(one.OutputAsync(Script), two.OutputAsync(Script));
        Assert.Equal(12, saved.SelectMany(images => images).Select(image => image.FileName()).Distinct().Count());
        Assert.Equal(12, one.Folder.Names.Count);
    }
}
