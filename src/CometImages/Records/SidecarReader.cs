using System.Text.Json;
using CometImages.Images;
using CometImages.Text;

namespace CometImages.Records;

/// <summary>Reads sidecars, which anyone can have changed. No content of a file causes an exception.</summary>
static class SidecarReader
{
    // Additional properties can contain images as text.
    const long MaxLength = 16 * 1024 * 1024;

    /// <summary>
    /// Returns whether a file is a sidecar, in any version of the format. A file without the extension of a sidecar isn't read.
    /// </summary>
    public static bool IsSidecar(string path)
    {
        if (!path.EndsWith(Sidecar.Extension, StringComparison.OrdinalIgnoreCase))
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

    /// <summary>Returns whether the sidecar that belongs to a path describes a file, which can have another path by now.</summary>
    public static bool Describes(string imagePath, string file)
    {
        try
        {
            return TryRead(imagePath, new FileInfo(file).Length, out _) is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads the image that a sidecar describes.</summary>
    /// <param name="imagePath">The path of the image's file.</param>
    /// <param name="length">The length of the image's file.</param>
    /// <param name="error">Why the sidecar can't be used, or null.</param>
    /// <returns>The image without its file, or null if there is no sidecar, or none that describes this file.</returns>
    public static CometImage? TryRead(string imagePath, long length, out CometApiException? error)
    {
        error = null;
        string path = Sidecar.GetPath(imagePath);
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

            if (root.GetNumber("version") == Sidecar.FormatVersion && root.GetObject("image") is { } json)
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
