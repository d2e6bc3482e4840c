using System.Text.Json;
using CometImages.Images;
using CometImages.Models;
using CometImages.Text;

namespace CometImages.Records;

/// <summary>
/// Writes and reads the request of a record. Its properties have the names of parameters. Records are written by hand, because a serializer would
/// add 25 ms to the first request of a process.
/// </summary>
static class RequestJson
{
    const string AdditionalProperty = "AdditionalProperty";
    const string Image = "Image";
    const string ReferenceImage = "ReferenceImage";
    const string Mask = "Mask";

    /// <summary>Writes the properties of a request.</summary>
    /// <param name="writer">The writer, in an object.</param>
    /// <param name="request">The request.</param>
    /// <param name="getLocation">Gets the path or the URL of an image that is written.</param>
    public static void Write(Utf8JsonWriter writer, ImageGenerationRequest request, Func<SourceImage, string> getLocation)
    {
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
            writer.WriteStartObject(AdditionalProperty);
            foreach (KeyValuePair<string, JsonElement> property in request.AdditionalProperties)
            {
                writer.WritePropertyName(property.Key);
                property.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        bool isEdit = request.IsEdit;
        writer.WriteText(Image, isEdit ? getLocation(request.Images[0]) : null);
        writer.WriteTexts(ReferenceImage, [.. request.Images.Skip(isEdit ? 1 : 0).Select(getLocation)]);
        writer.WriteText(Mask, request.Mask is null ? null : getLocation(request.Mask));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The object with the properties.</param>
    /// <param name="sources">The hashes of the images that were sent.</param>
    public static ImageGenerationRequest Read(JsonElement json, IReadOnlyList<(string Location, string? Sha256)> sources)
    {
        RequestValues values = new();
        foreach (RequestField field in RequestField.All)
        {
            values[field] = ReadValue(json, field);
        }

        string? image = json.GetText(Image);
        string? mask = json.GetText(Mask);
        return new ImageGenerationRequest(values)
        {
            AdditionalProperties = json.GetObject(AdditionalProperty) is { } additional
                ? additional.EnumerateObject().ToLookup(property => property.Name, property => property.Value).ToDictionary(
                    properties => properties.Key, properties => properties.Last().Clone())
                : [],
            IsEdit = image is not null,
            Images = [.. new[] { image }.OfType<string>().Concat(json.GetTexts(ReferenceImage)).Select(CreateImage)],
            Mask = mask is null ? null : CreateImage(mask),
        };

        SourceImage CreateImage(string location) => new(location) { Sha256 = sources.FirstOrDefault(source => source.Location == location).Sha256 };
    }

    public static void WriteSources(Utf8JsonWriter writer, IEnumerable<(string Location, string? Sha256)> sources)
    {
        writer.WriteStartArray("sources");
        foreach ((string location, string? sha256) in sources)
        {
            writer.WriteStartObject();
            writer.WriteString("Path", location);
            writer.WriteText("Sha256", sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="WriteSources"/> wrote.</summary>
    public static IReadOnlyList<(string Location, string? Sha256)> ReadSources(JsonElement parent) =>
        [.. parent.GetItems("sources").Select(source => (source.GetText("Path") ?? string.Empty, source.GetText("Sha256")))];

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

    static object? ReadValue(JsonElement json, RequestField field) =>
        field.ValueType == typeof(int?) ? (int?)json.GetNumber(field.ParameterName)
        : field.ValueType == typeof(ImageResponseFormat?) ? Enum.TryParse(json.GetText(field.ParameterName), out ImageResponseFormat format) ? format : null
        : json.GetText(field.ParameterName);
}
