using System.Text.Json;
using System.Text.Json.Serialization;

namespace CometImages.Storage;

/// <summary>The JSON of undelivered images, with the property names that PowerShell shows.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.General, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CometImage))]
sealed partial class SpoolJsonContext : JsonSerializerContext;
