using System.Text.Json;
using CometImages.Storage;

namespace CometImages.Pricing;

/// <summary>The file that keeps the prices between processes. A file that can't be read or written is ignored.</summary>
sealed class PriceFile(string path)
{
    public string Path => path;

    /// <summary>Gets the file that belongs to a spool.</summary>
    public static PriceFile FromSpool(Spool spool) => new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(spool.Folder)!, "prices.json"));

    public PriceList? TryRead()
    {
        try
        {
            return File.Exists(path) ? PriceList.FromJson(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public void TryWrite(PriceList prices)
    {
        try
        {
            string folder = System.IO.Path.GetDirectoryName(path)!;
            PrivateFolder.Create(folder);
            using PartialFile file = PartialFile.Create(folder, System.IO.Path.GetFileName(path));
            file.Write(prices.ToJson());
            file.MoveTo(path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The prices are read from the service again.
        }
    }
}
