using System.Text.Encodings.Web;
using System.Text.Json;
using CometImages.Images;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.Records;

/// <summary>
/// The record of an image in a JSON file beside the image's file, whose bytes are never changed, because that would invalidate their content
/// credentials. It contains neither the API key nor the connection.
/// </summary>
static class Sidecar
{
    public const string SchemaUrl = "https://raw.githubusercontent.com/cometimages/CometImages/main/docs/sidecar.schema.json";

    /// <summary>The version of the format.</summary>
    public const int FormatVersion = 1;

    public const string Extension = ".json";

    static readonly JsonWriterOptions s_format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string GetPath(string imagePath) => imagePath + Extension;

    /// <summary>Verifies that the sidecar of an image overwrites no file except another sidecar.</summary>
    /// <exception cref="CometApiException">The file exists, and it isn't a sidecar.</exception>
    public static void ThrowIfOtherFile(string imagePath)
    {
        string path = GetPath(imagePath);
        if (Directory.Exists(path) || (File.Exists(path) && !SidecarReader.IsSidecar(path)))
        {
            throw new CometApiException(
                CometErrorKind.FileExists,
                $"The file '{path}' already exists, and it isn't a sidecar.",
                "Move the file, or specify another name for the image.");
        }
    }

    /// <summary>Writes the sidecar of an image that has a file. Returns the error, because the image is complete without its sidecar.</summary>
    public static CometApiException? TryWrite(CometImage image) => TryStore(image.Path!, path =>
    {
        using MemoryStream json = new(2048);
        using (Utf8JsonWriter writer = new(json, s_format))
        {
            Write(writer, image);
        }

        using PartialFile part = PartialFile.Create(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        part.Write(json.GetBuffer().AsSpan(0, (int)json.Length));
        part.Write("\n"u8);
        part.MoveTo(path, overwrite: true);
    });

    /// <summary>Moves or copies the sidecar of a file along with it. Returns the error, because the image is complete without its sidecar.</summary>
    /// <param name="source">The path that the image's file had.</param>
    /// <param name="target">The path that the image's file has.</param>
    /// <param name="moveOrCopy">Moves or copies a file.</param>
    public static CometApiException? TryTransfer(string source, string target, Action<string, string, bool> moveOrCopy) =>
        TryStore(target, path => moveOrCopy(GetPath(source), path, arg3: true));

    static void Write(Utf8JsonWriter writer, CometImage image)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", SchemaUrl);
        writer.WriteNumber("version", FormatVersion);
        writer.WriteString("moduleVersion", typeof(Sidecar).Assembly.GetName().Version!.ToString(3));
        if (image.Request?.Value is { } request)
        {
            writer.WriteStartObject("request");
            RequestJson.Write(writer, request, source => source.ToString());
            writer.WriteEndObject();
            RequestJson.WriteSources(writer, request.Images.Concat(new[] { request.Mask }.OfType<SourceImage>())
                .Select(source => (source.ToString(), source.File is { } file ? FileHash.TryCompute(file) : source.Sha256)));
        }

        writer.WriteStartObject("image");
        ImageJson.Write(writer, image);
        writer.WriteText(nameof(CometImage.SourceImage), image.SourceImage?.RemoveQuery());
        writer.WriteNumber("Length", new FileInfo(image.Path!).Length);
        writer.WriteString("Sha256", FileHash.Compute(image.Path!));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static CometApiException? TryStore(string imagePath, Action<string> store)
    {
        try
        {
            ThrowIfOtherFile(imagePath);
            store(GetPath(imagePath));
            return null;
        }
        catch (CometApiException e)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CometApiException(
                CometErrorKind.WriteFailed,
                $"Couldn't write the sidecar '{GetPath(imagePath)}': {e.Message.EndSentence()}",
                "The image is complete. To write its sidecar, correct the cause, and pipe the image to Save-CometImage -Sidecar.",
                e);
        }
    }
}
