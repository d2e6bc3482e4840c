using System.Security.Cryptography;
using System.Text.Json;
using CometImages.Images;
using CometImages.Records;
using CometImages.Text;

namespace CometImages.History;

/// <summary>Writes and reads the parts of a record that only the history contains.</summary>
static class HistoryJson
{
    public static void WriteRequest(Utf8JsonWriter writer, ImageGenerationRequest request, IReadOnlyList<string> files)
    {
        writer.WriteStartObject("request");
        RequestJson.Write(writer, request, image => image.Location);
        writer.WriteTexts("OutFile", files);
        writer.WriteEndObject();
    }

    /// <summary>Computes the SHA-256 hash of what <see cref="WriteRequest"/> writes.</summary>
    public static string ComputeHash(ImageGenerationRequest request, IReadOnlyList<string> files)
    {
        using MemoryStream json = new(512);
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            WriteRequest(writer, request, files);
            writer.WriteEndObject();
        }

        json.Position = 0;
        using SHA256 sha256 = SHA256.Create();
        return Convert.ToHexString(sha256.ComputeHash(json));
    }

    public static void WriteImage(Utf8JsonWriter writer, CometImage image, string? sha256)
    {
        writer.WriteStartObject();
        ImageJson.Write(writer, image);
        ImageJson.WriteLocation(writer, image);
        writer.WriteText("Sha256", sha256);
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteImage"/> wrote.</summary>
    public static CometImage ReadImage(JsonElement json, string id)
    {
        CometImage image = ImageJson.Read(json);
        image.HistoryId = id;
        return image;
    }

    public static void WriteFile(Utf8JsonWriter writer, int index, string path, string? sha256)
    {
        writer.WriteStartObject();
        writer.WriteNumber(nameof(CometImage.Index), index);
        writer.WriteString(nameof(CometImage.Path), path);
        writer.WriteText("Sha256", sha256);
        writer.WriteEndObject();
    }

    public static void WriteError(Utf8JsonWriter writer, CometApiException error)
    {
        writer.WriteStartObject("error");
        writer.WriteString("Kind", error.Kind.ToString());
        writer.WriteString("Message", error.Detail);
        writer.WriteText("RequestId", error.RequestId);
        writer.WriteInteger("StatusCode", error.StatusCode);
        writer.WriteBoolean("MayHaveBeenCharged", error.MayHaveBeenCharged);
        writer.WriteEndObject();
    }
}
