using System.Management.Automation;
using CometImages.PowerShell.Tests.Fixture;
using SkiaSharp;
using Xunit;

namespace CometImages.PowerShell.Tests.EditCometImage;

/// <summary>A session whose folder contains images to edit and a mask.</summary>
static class EditSession
{
    public const int Width = 96;
    public const int Height = 64;

    public static async Task<ModuleSession> StartAsync()
    {
        ModuleSession session = await ModuleSession.StartAsync();
        session.Emulator.Settings.SameImage = true;
        session.Folder.Write("boat.png", CreateImage(SKEncodedImageFormat.Png, seed: 1));
        session.Folder.Write("sky.jpg", CreateImage(SKEncodedImageFormat.Jpeg, seed: 2));
        session.Folder.Write("sea.webp", CreateImage(SKEncodedImageFormat.Webp, seed: 3));
        session.Folder.Write("mask.png", CreateImage(SKEncodedImageFormat.Png, seed: 4));
        return session;
    }

    /// <summary>Creates an image of its own color, which is half transparent unless it's opaque.</summary>
    public static byte[] CreateImage(SKEncodedImageFormat format, int seed, int width = Width, int height = Height, bool isOpaque = false)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        bitmap.Erase(new SKColor((uint)(seed * 2654435761L)).WithAlpha((byte)(isOpaque ? 255 : 128)));
        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>Asserts the parts of the edits that were sent. A file is described by the name of the file in the folder with these bytes.</summary>
    public static void AssertEdits(this ModuleSession session, params string[] expected)
    {
        ILookup<string, string> names = session.Folder.Files().ToLookup(name => Properties.Sha256(session.Folder[name]));
        Assert.Equal(expected, session.Edits.Select(edit => string.Join(
            "; ", edit.Parts!.Select(part => $"{part.Name}={part.Value ?? names[part.Sha256!].FirstOrDefault() ?? "unknown"}"))));
    }

    /// <summary>The names of the images that were edited.</summary>
    public static IEnumerable<string?> Sources(this IEnumerable<PSObject> images) =>
        images.Select(image => Path.GetFileName(image.Text("SourceImage")));
}
