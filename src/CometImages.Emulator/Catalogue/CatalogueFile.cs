using System.Text.Json;

namespace CometImages.Emulator.Catalogue;

/// <summary>The catalogue as a file in the assembly; the list in OpenAI's shape is made from it.</summary>
static class CatalogueFile
{
    const string Name = "catalogue.json";
    const long Created = 1_750_000_000;

    static readonly Lazy<byte[]> Whole = new(Read);
    static readonly Lazy<byte[]> List = new(WriteList);

    public static ReadOnlyMemory<byte> Catalogue => Whole.Value;

    public static ReadOnlyMemory<byte> Models => List.Value;

    static byte[] Read()
    {
        using Stream file = typeof(CatalogueFile).Assembly.GetManifestResourceStream(Name)!;
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    static byte[] WriteList()
    {
        using JsonDocument catalogue = JsonDocument.Parse(Catalogue);
        using MemoryStream list = new();
        using (Utf8JsonWriter json = new(list))
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (JsonElement model in catalogue.RootElement.GetProperty("data").EnumerateArray())
            {
                json.WriteStartObject();
                json.WriteString("id", model.GetProperty("id").GetString());
                json.WriteString("object", "model");
                json.WriteNumber("created", Created);
                json.WriteString("owned_by", model.GetProperty("provider").GetString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return list.ToArray();
    }
}
