namespace CometImages.Storage;

/// <summary>Creates the writers of a response's images.</summary>
interface IImageSink
{
    /// <summary>Creates the writer of the image with this zero-based index.</summary>
    ImageFileWriter CreateWriter(int index);
}
