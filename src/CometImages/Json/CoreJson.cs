using System.Text.Json;
using System.Text.Json.Serialization;
using CometImages.Models;

namespace CometImages.Json;

/// <summary>Serialization generated at compile time: no reflection at run time, so the first call is quick.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImageModel[]))]
sealed partial class CoreJson : JsonSerializerContext;

/// <summary>The service's own spelling.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Catalogue))]
sealed partial class WireJson : JsonSerializerContext;

/// <summary>The objects' own spelling, as PowerShell shows it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.General, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CometImage))]
sealed partial class RecordJson : JsonSerializerContext;
