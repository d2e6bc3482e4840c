using System.Text.Json;
using System.Text.Json.Serialization;

namespace CometImages.Models;

/// <summary>The JSON of <c>models.json</c>. Generated at compile time, so that the first call needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImageModel[]))]
sealed partial class ModelJsonContext : JsonSerializerContext;
