namespace CometImages.Models;

/// <summary>
/// A field of the image request. The request, the cmdlets' input and retry object, the model list, completion, and validation all read
/// <see cref="All"/>, so a new field is one entry here and one parameter.
/// </summary>
abstract class RequestField
{
    /// <summary>The maximum number of images that the API documents for one request.</summary>
    public const int MaxCount = 10;

    // Before the fields: each adds itself.
    static readonly List<RequestField> s_all = [];

    public static readonly RequestField<string?> Model = new("model", nameof(Model));
    public static readonly RequestField<string?> Prompt = new("prompt", nameof(Prompt));
    public static readonly RequestField<int?> Count = new("n", nameof(Count));
    public static readonly RequestField<string?> Size = new("size", nameof(Size));
    public static readonly RequestField<string?> AspectRatio = new("aspect_ratio", nameof(AspectRatio));
    public static readonly RequestField<string?> Resolution = new("resolution", nameof(Resolution));
    public static readonly RequestField<string?> Quality = new("quality", nameof(Quality));
    public static readonly RequestField<string?> Style = new("style", nameof(Style));
    public static readonly RequestField<string?> Background = new("background", nameof(Background));
    public static readonly RequestField<string?> InputFidelity = new("input_fidelity", nameof(InputFidelity));
    public static readonly RequestField<string?> Moderation = new("moderation", nameof(Moderation));
    public static readonly RequestField<string?> OutputFormat = new("output_format", nameof(OutputFormat)) { ServiceDefault = "png" };
    public static readonly RequestField<int?> OutputCompression = new("output_compression", nameof(OutputCompression));
    public static readonly RequestField<ImageResponseFormat?> ResponseFormat = new("response_format", nameof(ResponseFormat));
    public static readonly RequestField<string?> User = new("user", nameof(User));

    private protected RequestField(string name, string parameterName, Type valueType)
    {
        Name = name;
        ParameterName = parameterName;
        ValueType = valueType;
        s_all.Add(this);
    }

    /// <summary>Gets every field, in the order of the request's JSON.</summary>
    public static IReadOnlyList<RequestField> All => s_all;

    /// <summary>Gets the field's name in the API's JSON.</summary>
    public string Name { get; }

    /// <summary>Gets the name of the cmdlets' parameter.</summary>
    public string ParameterName { get; }

    /// <summary>Gets the type of the value, which is also the parameter's.</summary>
    public Type ValueType { get; }

    /// <summary>Gets the value that the service uses if the field isn't sent, where a rule depends on it.</summary>
    public string? ServiceDefault { get; init; }

    public static RequestField? Find(string name) => s_all.Find(field => field.Name == name);

    /// <summary>Converts a value to the string or integer that is sent.</summary>
    public static object ToWireValue(object value) => value is ImageResponseFormat format ? format.ToWireName() : value;

    public override string ToString() => Name;
}

/// <typeparam name="T">The type of the value; null means that the field isn't set.</typeparam>
sealed class RequestField<T>(string name, string parameterName) : RequestField(name, parameterName, typeof(T));
