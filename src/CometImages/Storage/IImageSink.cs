namespace CometImages.Storage;

/// <summary>Creates the writers of a response's images.</summary>
interface IImageSink
{
    /// <summary>Verifies that no other command has taken over a destination. Called before each attempt is sent.</summary>
    /// <exception cref="CometApiException">Another command is creating a file, so the request must not be sent.</exception>
    void RenewClaims();

    /// <summary>Creates the writer of the image with this zero-based index.</summary>
    ImageFileWriter CreateWriter(int index);
}
