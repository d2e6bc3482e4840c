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

    const string Extension = ".json";
    const int FormatVersion = 1;

    // Additional properties can contain images as text.
    const long MaxLength = 16 * 1024 * 1024;

    static readonly JsonWriterOptions s_format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string GetPath(string imagePath) => imagePath + Extension;

    /// <summary>Verifies that the sidecar of an image overwrites no file except another sidecar.</summary>
    /// <exception cref="CometApiException">The file exists, and it isn't a sidecar.</exception>
    public static void ThrowIfOtherFile(string imagePath)
    {
        string path = GetPath(imagePath);
        if (Directory.Exists(path) || (File.Exists(path) && !IsSidecar(path)))
        {
            throw new CometApiException(
                CometErrorKind.FileExists,
                $"The file '{path}' already exists, and it isn't a sidecar.",
                "Move the file, or specify another name for the image.");
        }
    }

    /// <summary>Returns whether a file is a sidecar. Other files are read only if they have the extension of one.</summary>
    public static bool IsSidecar(string path)
    {
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            using JsonDocument document = Parse(path);
            return IsSidecar(document.RootElement);
        }
        catch (Exception e) when (IsInvalid(e) || e is IOException or UnauthorizedAccessException)
        {
            return false;
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

    /// <summary>Reads the image that a sidecar describes.</summary>
    /// <param name="imagePath">The path of the image's file.</param>
    /// <param name="length">The length of the image's file.</param>
    /// <param name="error">Why the sidecar can't be used, or null.</param>
    /// <returns>The image without its file, or null if there is no sidecar, or none that describes this file.</returns>
    public static CometImage? TryRead(string imagePath, long length, out CometApiException? error)
    {
        error = null;
        string path = GetPath(imagePath);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using JsonDocument document = Parse(path);
            JsonElement root = document.RootElement;
            if (!IsSidecar(root))
            {
                return null;
            }

            if (root.GetNumber("version") == FormatVersion && root.GetObject("image") is { } json)
            {
                if (json.GetNumber("Length") == length)
                {
                    return Read(root, json);
                }

                error = CreateReadError(path, "It describes another image, which this one replaced.");
            }
            else
            {
                error = CreateReadError(path, "Its version isn't known to this version of the module.");
            }
        }
        catch (Exception e) when (IsInvalid(e) || e is IOException or UnauthorizedAccessException)
        {
            error = CreateReadError(path, e.Message.EndSentence(), e);
        }

        return null;
    }

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

    static CometImage Read(JsonElement root, JsonElement json)
    {
        CometImage image = ImageJson.Read(json);
        if (root.GetObject("request") is { } request)
        {
            ImageGenerationRequest recorded = RequestJson.Read(request, RequestJson.ReadSources(root));
            image.Request = new Lazy<ImageGenerationRequest>(() => recorded);
        }

        return image;
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

    // The repository can have moved, so only the name of the schema counts.
    static bool IsSidecar(JsonElement root) => root.ValueKind == JsonValueKind.Object
        && root.GetText("$schema")?.EndsWith("/sidecar.schema.json", StringComparison.Ordinal) == true;

    static JsonDocument Parse(string path)
    {
        // To open a named pipe or a device, which have no length, could block.
        if (new FileInfo(path).Length is 0 or > MaxLength)
        {
            throw new JsonException("The file is empty or too large.");
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        return JsonDocument.Parse(file);
    }

    // An invalid escape sequence in a string is an InvalidOperationException when the string is read.
    static bool IsInvalid(Exception e) => e is JsonException or InvalidOperationException;

    static CometApiException CreateReadError(string path, string reason, Exception? cause = null) =>
        new(CometErrorKind.InvalidRequest, $"The sidecar '{path}' is ignored: {reason}", "The image is what its file shows.", cause);
}
