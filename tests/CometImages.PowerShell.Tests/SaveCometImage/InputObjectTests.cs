using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using Xunit;

namespace CometImages.PowerShell.Tests.SaveCometImage;

public sealed class InputObjectTests
{
    [Fact]
    public async Task A_file_of_the_spool_is_moved_and_Path_is_updated()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync(
            "$image = New-CometImage x @Small -ResponseFormat Base64; $image.Path; $saved = $image | Save-CometImage out -Name x; $saved; $image.Path");
        string spooled = (string)output[0].BaseObject;
        Assert.False(File.Exists(spooled));
        Assert.Equal(session.Folder["out", "x.png"], output[1].Text("Path"));
        Assert.Equal(session.Folder["out", "x.png"], output[2].ToString());
        Assert.Equal(session.Requests[0].Images[0], output[1].Sha256());
    }

    [Fact]
    public async Task Any_other_file_is_copied()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        PSObject saved = (await session.OutputAsync("New-CometImage x @Small -OutFile here.webp; [pscustomobject]@{ Path = 'here.webp' } | Save-CometImage out -Name copy"))[1];
        Assert.Equal(session.Folder["out", "copy.webp"], saved.Text("Path"));
        Assert.Equal(Properties.Sha256(session.Folder["here.webp"]), saved.Sha256());
        Assert.Equal(["copy.webp"], session.Folder.NamesIn("out"));
    }

    [Fact]
    public async Task Path_of_an_image_does_not_bind_to_Destination()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        await session.OutputAsync("New-CometImage x @Small -OutFile sub/x.webp | Save-CometImage -Name y");
        Assert.Equal(["sub/", "y.webp"], session.Folder.Names);
        Assert.Equal(["x.webp"], session.Folder.NamesIn("sub"));
    }

    [Fact]
    public async Task The_output_is_the_image_with_its_path()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        IReadOnlyList<PSObject> output = await session.OutputAsync("$image = New-CometImage x @Small; $image.Url; $image | Save-CometImage out");
        PSObject saved = output[1];
        Assert.Equal("x", saved.Text("Prompt"));
        Assert.Equal("dall-e-2", saved.Text("Model"));
        Assert.Equal(output[0].ToString(), saved.Text("Url"));
        Assert.Equal(session.Folder["out"], Path.GetDirectoryName(saved.Text("Path")));
        Assert.Equal([saved.FileName()], session.Folder.NamesIn("out"));
    }

    [Theory]
    [InlineData("42", "CometApi.InvalidRequest")]
    [InlineData("[pscustomobject]@{ Name = 'x' }", "CometApi.InvalidRequest")]
    [InlineData("'just text'", "CometApi.InvalidRequest")]
    [InlineData("'file:///etc/passwd'", "CometApi.InvalidRequest")]
    [InlineData("'ftp://127.0.0.1/x.png'", "CometApi.InvalidRequest")]
    [InlineData("'http://user:word@127.0.0.1/x.png'", "CometApi.InvalidRequest")]
    [InlineData("[pscustomobject]@{ Path = 'not-there.png' }", "CometApi.RemotePath")]
    [InlineData("[pscustomobject]@{ Path = $Manifest }", "CometApi.InvalidImage")]
    [InlineData("[pscustomobject]@{ Path = 'Env:\\PATH' }", "CometApi.WriteFailed")]
    public async Task Invalid_input_is_an_error_and_the_other_images_are_saved(string item, string id)
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync($"$image = New-CometImage x @Small; $image, ({item}), $image | Save-CometImage out -Name x");
        Assert.Equal(id, Assert.Single(result.Errors).Id());
        Assert.Equal(2, result.Output.Count);
        Assert.DoesNotContain(session.Folder.NamesIn("out"), name => !name.EndsWith(".webp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_invalid_path_is_one_error_and_an_empty_one_is_none()
    {
        await using ModuleSession session = await ModuleSession.StartAsync();
        RunResult result = await session.RunAsync(
            """
            $url = (New-CometImage x @Small).Url
            "a`0b", '' | ForEach-Object { [CometImages.CometImage] @{ Path = $_; Url = $url; Prompt = 'x' } } | Save-CometImage -FileName x
            """);
        Assert.StartsWith("CometApi.", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("x.webp", Path.GetFileName(Assert.Single(result.Output).Text("Path")));
    }
}
