using System.Collections;
using System.Management.Automation;
using CometImages.PowerShell.Settings;

namespace CometImages.PowerShell.Binding;

/// <summary>Accepts a shard as text, as an object or a hashtable with an index and a count, or from the environment.</summary>
sealed class ShardTransformationAttribute : ArgumentTransformationAttribute
{
    public const string Auto = nameof(Auto);

    const string Syntax = "Specify the index and the count, such as 3/8. The index is from 1 to the count.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() switch
    {
        null => null,
        string text when text.Trim().Equals(Auto, StringComparison.OrdinalIgnoreCase) => ReadEnvironment(),
        string text => ImageShard.TryParse(text) ?? throw CreateError($"'{text}' isn't a valid shard."),
        IDictionary table => ImageShard.TryCreate(table[nameof(ImageShard.Index)], table[nameof(ImageShard.Count)]) ?? throw CreateError(
            "The hashtable isn't a valid shard."),
        object value => ImageShard.TryCreate(GetValue(value, nameof(ImageShard.Index)), GetValue(value, nameof(ImageShard.Count)))
            ?? throw CreateError($"'{value}' isn't a valid shard."),
    };

    static ImageShard ReadEnvironment() => ShardVariables.TryRead(out ImageShard? shard, out string source)
        ? shard ?? throw new ArgumentTransformationMetadataException(
            $"The environment doesn't specify a valid shard: {source}. Set {ShardVariables.Shard}, such as 3/8.")
        : throw new ArgumentTransformationMetadataException(
            $"No environment variable specifies the shard. Set {string.Join(", ", ShardVariables.Names)}, or use -Shard 3/8.");

    static object? GetValue(object value, string name) => PSObject.AsPSObject(value).Properties[name]?.Value;

    static ArgumentTransformationMetadataException CreateError(string message) => new($"{message} {Syntax}");
}
