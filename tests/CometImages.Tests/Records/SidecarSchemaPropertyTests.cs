using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CometImages.Images;
using CometImages.Models;
using CometImages.Records;
using CometImages.Tests.Shared;
using CsCheck;
using Json.Schema;
using Xunit;

namespace CometImages.Tests.Records;

public sealed class SidecarSchemaPropertyTests
{
    static readonly JsonSchema s_schema = JsonSchema.FromFile(typeof(SidecarSchemaPropertyTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "SidecarSchema").Value!);

    static readonly Gen<object?> s_value = Gen.OneOf(
        Gen.String[Gen.Char['\0', '\uD7FF'], 0, 20].Select(text => (object?)text), Gen.Int[0, 3].Select(_ => (object?)null));

    [Fact]
    public void Every_sidecar_matches_the_schema_and_is_read_as_it_was_written()
    {
        using TempFolder folder = TempFolder.CreateInMemory();
        string path = folder.Write("boat.png", MetadataImage.Png());
        Gen.Select(s_value.Array[RequestField.All.Count], s_value.Array[6], Gen.Int[1, 100], Gen.Bool).Sample(
            (fields, texts, number, isEdit) =>
            {
                ImageGenerationRequest request = CreateRequest(fields, texts, number, isEdit);
                CometImage image = new()
                {
                    Created = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local).AddMinutes(number),
                    Model = texts[0] as string,
                    Prompt = texts[1] as string,
                    RevisedPrompt = texts[2] as string,
                    Index = number,
                    Cost = number / 7m,
                    CostBasis = (CostBasis)(number % 3),
                    TotalTokens = long.MaxValue - number,
                    Request = new Lazy<ImageGenerationRequest>(() => request),
                };
                image.SetFile(path, ImageDetails.FromFile(path));
                Assert.Null(Sidecar.TryWrite(image));

                using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Sidecar.GetPath(path)));
                EvaluationResults results = s_schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
                Assert.True(results.IsValid, JsonSerializer.Serialize(results));

                CometImage read = ImageFileReader.Read(path, out CometApiException? error);
                Assert.Null(error);
                Assert.All(typeof(CometImage).GetProperties(), property => Assert.Equal(property.GetValue(image), property.GetValue(read)));
                ImageGenerationRequest readRequest = read.Request!.Value;
                Assert.All(RequestField.All, field => Assert.Equal(request.Values[field], readRequest.Values[field]));
                Assert.Equal(request.IsEdit, readRequest.IsEdit);
                Assert.Equal(request.Images.Select(source => source.Location), readRequest.Images.Select(source => source.Location));
                Assert.Equal(request.AdditionalProperties.Keys, readRequest.AdditionalProperties.Keys);
                Assert.All(
                    request.AdditionalProperties,
                    pair => Assert.True(JsonElement.DeepEquals(pair.Value, readRequest.AdditionalProperties[pair.Key])));
            },
            iter: 1000,
            threads: 1);
    }

    [Theory]
    [InlineData("apiKey")]
    [InlineData("BaseUri")]
    public void The_schema_allows_no_other_property(string name)
    {
        using TempFolder folder = new();
        string path = folder.Write("boat.png", MetadataImage.Png());
        CometImage image = new() { Created = DateTime.Now, Index = 1 };
        image.SetFile(path, ImageDetails.FromFile(path));
        Assert.Null(Sidecar.TryWrite(image));
        JsonNode json = JsonNode.Parse(File.ReadAllBytes(Sidecar.GetPath(path)))!;
        Assert.True(s_schema.Evaluate(JsonSerializer.SerializeToElement(json)).IsValid);
        json[name] = "x";
        Assert.False(s_schema.Evaluate(JsonSerializer.SerializeToElement(json)).IsValid);
    }

    [Fact]
    public void The_schema_has_its_own_URL() => Assert.Equal(Sidecar.SchemaUrl, s_schema.BaseUri.ToString());

    static ImageGenerationRequest CreateRequest(object?[] fields, object?[] texts, int number, bool isEdit)
    {
        RequestValues values = new();
        foreach ((RequestField field, object? value) in RequestField.All.Zip(fields))
        {
            values[field] = value is null ? null
                : field.ValueType == typeof(int?) ? number
                : field.ValueType == typeof(ImageResponseFormat?) ? ImageResponseFormat.Base64
                : value;
        }

        values[RequestField.Prompt] ??= "x";
        string[] additional = [.. texts.OfType<string>().Distinct()];
        return new ImageGenerationRequest(values)
        {
            AdditionalProperties = additional.ToDictionary(name => name, name => JsonSerializer.SerializeToElement(new[] { name })),
            Images = [.. (isEdit ? additional.Prepend("/edited.png") : additional).Select(name => new SourceImage("/" + name))],
            IsEdit = isEdit,
        };
    }
}
