using System.Text;
using CometImages.Images;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;

namespace CometImages.Tests.Responses;

/// <summary>An answer that was read into a spool of its own, and what is on the disk afterwards.</summary>
sealed class ResponseReading : IDisposable
{
    readonly TempFolder _folder = TempFolder.CreateInMemory();

    ResponseReading()
    {
    }

    public ImageResponseState Document { get; private set; } = null!;

    public CometApiException? Broken { get; private set; }

    /// <summary>The bytes of each picture, null for one that has none.</summary>
    public byte[]?[] Pictures => [.. Document.Items.Select(picture => picture.File?.Path is { } path ? File.ReadAllBytes(path) : null)];

    public CometErrorKind?[] Errors => [.. Document.Items.Select(picture => picture.Error?.Kind)];

    public string[] FilesOnDisk => _folder.Files();

    public static ResponseReading Of(string body, int bufferSize = ImageResponseReader.DefaultBufferSize, params int[] reads) =>
        Of(Encoding.UTF8.GetBytes(body), bufferSize, reads);

    public static ResponseReading Of(byte[] body, int bufferSize = ImageResponseReader.DefaultBufferSize, params int[] reads) =>
        Of(new ChunkedStream(body, reads.Length == 0 ? [int.MaxValue] : reads), bufferSize);

    public static ResponseReading Of(Stream body, int bufferSize = ImageResponseReader.DefaultBufferSize)
    {
        ResponseReading reading = new();
        using ImageDestinationSet places = ImageDestinationSet.Reserve(new ImageOutputOptions(), new Spool(reading._folder.Path));
        using ImageResponseReader reader = new(body, places, bufferSize);
        try
        {
            reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (CometApiException e)
        {
            reading.Broken = e;
        }

        reading.Document = reader.State;
        return reading;
    }

    public void Dispose() => _folder.Dispose();
}
