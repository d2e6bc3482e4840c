using System.Management.Automation;
using System.Net;
using System.Reflection;
using System.Text.Json;
using CometImages.Models;
using CometImages.PowerShell.Abstractions;
using CometImages.PowerShell.Commands;
using CometImages.PowerShell.Planning;
using CometImages.Requests;
using CometImages.Tests.Emulator;
using Xunit;

namespace CometImages.Tests.Cmdlets;

/// <summary>A request field is one descriptor; the parameter, the help, and the emulator's rule that belong to it exist.</summary>
public sealed class RequestFieldTests
{
    public static TheoryData<string> Fields => [.. RequestField.All.Select(known => known.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_has_a_parameter_that_fills_it_and_the_retry_object(string name)
    {
        RequestField field = RequestField.Find(name)!;
        using ImageRequestCmdletBase command = GetCommand(field);
        PropertyInfo property = command.GetType().GetProperty(field.ParameterName)!;
        Assert.Contains(property.GetCustomAttributes<ParameterAttribute>(), parameter => parameter.ValueFromPipelineByPropertyName);

        object value = Sample(field);
        if (property.PropertyType.IsArray)
        {
            // The cmdlet splits lists, each element into a request.
            Assert.Equal(field.ValueType, property.PropertyType.GetElementType());
        }
        else
        {
            Assert.Equal(field.ValueType, property.PropertyType);
            property.SetValue(command, value);
        }

        ImageRequestInput input = command.CreateInput("x", "x");
        Assert.Equal(value, input.Values[field]);
        object retried = input.ToRetryObject(1, []).Properties[field.ParameterName].Value;
        Assert.Equal(value, LanguagePrimitives.ConvertTo(retried, field.ValueType, null));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_has_help(string name)
    {
        IEnumerable<AssemblyMetadataAttribute> metadata = typeof(RequestFieldTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        RequestField field = RequestField.Find(name)!;
        using ImageRequestCmdletBase command = GetCommand(field);
        CmdletAttribute cmdlet = command.GetType().GetCustomAttribute<CmdletAttribute>()!;
        string page = Path.Combine(metadata.Single(data => data.Key == "Help").Value!, $"{cmdlet.VerbName}-{cmdlet.NounName}.md");
        Assert.Contains($"### -{field.ParameterName}", File.ReadLines(page));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_has_a_rule_in_the_emulator(string name)
    {
        RequestField field = RequestField.Find(name)!;
        FieldRule[] rules = [.. FieldRule.All.Where(rule => rule.Field == field)];
        ImageModel model = KnownImageModels.All.First(known => known.RejectsUnknownFields
            && rules.Select(rule => rule.Other).Append(field)
                .All(needed => !KnownImageModels.IsListed(needed) || known.GetSupportedValues(needed) is { Count: > 0 }));
        Dictionary<string, object> body = new() { ["model"] = model.Id, ["prompt"] = "a boat" };
        foreach (FieldRule rule in rules)
        {
            body[rule.Other.Name] = rule.OtherValues[0];
        }

        if (!body.ContainsKey(name))
        {
            body[name] = model.GetSupportedValues(field)?[0] ?? RequestField.ToWireValue(Sample(field));
        }

        await using EmulatorClient client = await EmulatorClient.StartAsync();
        using HttpResponseMessage accepted = await SendAsync(client, field, body);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);

        body[name] = new object();
        using HttpResponseMessage rejected = await SendAsync(client, field, body);
        Assert.Equal(HttpStatusCode.BadRequest, rejected.StatusCode);
        string answer = await rejected.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(name, JsonElement.Parse(answer).GetProperty("error").GetProperty("param").GetString());
    }

    static async Task<HttpResponseMessage> SendAsync(EmulatorClient client, RequestField field, Dictionary<string, object> body)
    {
        using ImageRequestCmdletBase command = GetCommand(field);
        if (command is NewCometImageCommand)
        {
            return await client.PostAsync(JsonSerializer.Serialize(body));
        }

        MultipartFormDataContent form = EditForm.Create((string)body["model"], (string)body["prompt"]).WithFile("image", EditForm.CreateImage(64, 64));
        foreach ((string name, object value) in body.Where(pair => pair.Key is not ("model" or "prompt")))
        {
            form.Add(new StringContent(value.ToString()!), name);
        }

        return await client.PostAsync(form);
    }

    // A field that creating images lacks is one of editing.
    static ImageRequestCmdletBase GetCommand(RequestField field) =>
        typeof(NewCometImageCommand).GetProperty(field.ParameterName) is null ? new EditCometImageCommand() : new NewCometImageCommand();

    static object Sample(RequestField field) => Nullable.GetUnderlyingType(field.ValueType) switch
    {
        null => "x",
        { IsEnum: true } type => Enum.GetValues(type).GetValue(0)!,
        _ => 1,
    };
}
