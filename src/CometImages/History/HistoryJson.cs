using System.Security.Cryptography;
using System.Text.Json;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.History;

/// <summary>
/// Writes and reads the parts of a record. The properties of requests and images have the names that PowerShell shows. Records are written by
/// hand, because a serializer would add 25 ms to the first request of a process.
/// </summary>
static class HistoryJson
{
    public static void WriteRequest(Utf8JsonWriter writer, ImageGenerationRequest request, IReadOnlyList<string> files)
    {
        writer.WriteStartObject("request");
        foreach (RequestField field in RequestField.All)
        {
            if (request.Values[field] is { } value)
            {
                writer.WritePropertyName(field.ParameterName);
                WriteValue(writer, value);
            }
        }

        if (request.AdditionalProperties.Count > 0)
        {
            writer.WriteStartObject("AdditionalProperty");
            foreach (KeyValuePair<string, JsonElement> property in request.AdditionalProperties)
            {
                writer.WritePropertyName(property.Key);
                property.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        bool isEdit = request.IsEdit;
        WriteText(writer, "Image", isEdit ? request.Images[0].Location : null);
        WriteTexts(writer, "ReferenceImage", [.. request.Images.Skip(isEdit ? 1 : 0).Select(image => image.Location)]);
        WriteText(writer, "Mask", request.Mask?.Location);
        WriteTexts(writer, "OutFile", files);
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
        writer.WriteString(nameof(CometImage.Created), image.Created);
        WriteText(writer, nameof(CometImage.Model), image.Model);
        WriteText(writer, nameof(CometImage.Prompt), image.Prompt);
        WriteText(writer, nameof(CometImage.RevisedPrompt), image.RevisedPrompt);
        WriteText(writer, nameof(CometImage.SourceImage), image.SourceImage);
        WriteText(writer, nameof(CometImage.Url), image.Url);
        WriteText(writer, nameof(CometImage.Path), image.Path);
        WriteText(writer, nameof(CometImage.OutFile), image.OutFile);
        writer.WriteNumber(nameof(CometImage.Index), image.Index);
        WriteText(writer, nameof(CometImage.Size), image.Size);
        WriteNumber(writer, nameof(CometImage.Width), image.Width);
        WriteNumber(writer, nameof(CometImage.Height), image.Height);
        WriteText(writer, nameof(CometImage.Quality), image.Quality);
        WriteText(writer, nameof(CometImage.Background), image.Background);
        WriteText(writer, nameof(CometImage.OutputFormat), image.OutputFormat);
        WriteNumber(writer, nameof(CometImage.InputTokens), image.InputTokens);
        WriteNumber(writer, nameof(CometImage.OutputTokens), image.OutputTokens);
        WriteNumber(writer, nameof(CometImage.TotalTokens), image.TotalTokens);
        WriteDecimal(writer, nameof(CometImage.Cost), image.Cost);
        WriteText(writer, nameof(CometImage.CostBasis), image.CostBasis?.ToString());
        WriteText(writer, nameof(CometImage.RequestId), image.RequestId);
        WriteText(writer, "Sha256", sha256);
        writer.WriteEndObject();
    }

    public static void WriteFile(Utf8JsonWriter writer, int index, string path, string? sha256)
    {
        writer.WriteStartObject();
        writer.WriteNumber(nameof(CometImage.Index), index);
        writer.WriteString(nameof(CometImage.Path), path);
        WriteText(writer, "Sha256", sha256);
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteImage"/> wrote.</summary>
    public static CometImage ReadImage(JsonElement image, string id) => new()
    {
        Created = image.TryGetProperty(nameof(CometImage.Created), out JsonElement created) && created.TryGetDateTime(out DateTime time)
            ? time.ToLocalTime()
            : default,
        Model = GetText(image, nameof(CometImage.Model)),
        Prompt = GetText(image, nameof(CometImage.Prompt)),
        RevisedPrompt = GetText(image, nameof(CometImage.RevisedPrompt)),
        SourceImage = GetText(image, nameof(CometImage.SourceImage)),
        Url = GetText(image, nameof(CometImage.Url)),
        Path = GetText(image, nameof(CometImage.Path)),
        OutFile = GetText(image, nameof(CometImage.OutFile)),
        Index = (int?)GetNumber(image, nameof(CometImage.Index)) ?? 0,
        Size = GetText(image, nameof(CometImage.Size)),
        Width = (int?)GetNumber(image, nameof(CometImage.Width)),
        Height = (int?)GetNumber(image, nameof(CometImage.Height)),
        Quality = GetText(image, nameof(CometImage.Quality)),
        Background = GetText(image, nameof(CometImage.Background)),
        OutputFormat = GetText(image, nameof(CometImage.OutputFormat)),
        InputTokens = GetNumber(image, nameof(CometImage.InputTokens)),
        OutputTokens = GetNumber(image, nameof(CometImage.OutputTokens)),
        TotalTokens = GetNumber(image, nameof(CometImage.TotalTokens)),
        Cost = GetDecimal(image, nameof(CometImage.Cost)),
        CostBasis = Enum.TryParse(GetText(image, nameof(CometImage.CostBasis)), out CostBasis basis) ? basis : null,
        RequestId = GetText(image, nameof(CometImage.RequestId)),
        HistoryId = id,
    };

    public static void WriteSources(Utf8JsonWriter writer, IEnumerable<(string Path, string? Sha256)> sources)
    {
        writer.WriteStartArray("sources");
        foreach ((string path, string? sha256) in sources)
        {
            writer.WriteStartObject();
            writer.WriteString("Path", path);
            WriteText(writer, "Sha256", sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteError(Utf8JsonWriter writer, CometApiException error)
    {
        writer.WriteStartObject("error");
        writer.WriteString("Kind", error.Kind.ToString());
        writer.WriteString("Message", error.Detail);
        WriteText(writer, "RequestId", error.RequestId);
        WriteNumber(writer, "StatusCode", error.StatusCode);
        writer.WriteBoolean("MayHaveBeenCharged", error.MayHaveBeenCharged);
        writer.WriteEndObject();
    }

    public static string? GetText(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? GetNumber(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    /// <summary>Gets the objects of a list, or none if there is no such list.</summary>
    public static IEnumerable<JsonElement> GetItems(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    public static decimal? GetDecimal(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) ? number : null;

    public static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteDecimal(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    static void WriteValue(Utf8JsonWriter writer, object value)
    {
        if (value is int number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }

    static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
