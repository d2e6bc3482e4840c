using System.Text;
using CometImages.Images;
using CometImages.Responses;
using CometImages.Storage;
using CometImages.Tests.Shared;
using CometImages.Tests.Support;

namespace CometImages.Tests.Responses;

/// <summary>A response that was read into a spool of its own, and the files in the spool.</summary>
sealed class ResponseReading : IDisposable
{
    readonly TempFolder _folder = TempFolder.CreateInMemory();

    ResponseReading()
    {
    }

    public ImageResponseState State { get; private set; } = null!;

    public CometApiException? ReadError { get; private set; }

    /// <summary>The bytes of each item's image, or null.</summary>
    public byte[]?[] Images => [.. State.Items.Select(image => image.File?.Path is { } path ? File.ReadAllBytes(path) : null)];

    public CometErrorKind?[] ItemErrors => [.. State.Items.Select(image => image.Error?.Kind)];

    public string[] Files => _folder.Files();

    public static ResponseReading Of(string body, int bufferSize = ImageResponseReader.DefaultBufferSize, params int[] reads) =>
        Of(Encoding.UTF8.GetBytes(body), bufferSize, reads);

    public static ResponseReading Of(byte[] body, int bufferSize = ImageResponseReader.DefaultBufferSize, params int[] reads) =>
        Of(new ChunkedStream(body, reads.Length == 0 ? [int.MaxValue] : reads), bufferSize);

    public static ResponseReading Of(Stream body, int bufferSize = ImageResponseReader.DefaultBufferSize)
    {
        ResponseReading reading = new();
        using ImageDestinationSet destinations = ImageDestinationSet.Reserve(new ImageOutputOptions(), new Spool(reading._folder.Path));
        using ImageResponseReader reader = new(body, destinations, bufferSize);
        try
        {
            reader.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (CometApiException e)
        {
            reading.ReadError = e;
        }

        reading.State = reader.State;
        return reading;
    }

    public void Dispose() => _folder.Dispose();
}
