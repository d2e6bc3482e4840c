using System.Text.Json;
using System.Text.Json.Serialization;

namespace CometImages.Models;

/// <summary>The model table's JSON. The code is generated at compile time, so the first call needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImageModel[]))]
sealed partial class ModelJsonContext : JsonSerializerContext;
