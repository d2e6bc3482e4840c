using System.Text.Json;
using System.Text.Json.Serialization;

namespace CometImages.Models;

/// <summary>The API's JSON, whose property names are in snake case.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CatalogResponse))]
[JsonSerializable(typeof(AccountQuota))]
[JsonSerializable(typeof(ModelList))]
sealed partial class ApiJsonContext : JsonSerializerContext;
