using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CometImages.Images;
using CometImages.Models;

namespace CometImages.Requests;

/// <summary>
/// Selects the requests of one shard by a hash of what the user specified. So each request has the same shard in every process, on every
/// computer, and in any order. The folders of files don't count, because computers mount a shared folder in different places.
/// </summary>
/// <param name="index">The one-based number of the shard.</param>
/// <param name="count">The number of shards.</param>
sealed class RequestShard(int index, int count) : IDisposable
{
    // The names are sorted, so that a new field changes only the shards of the requests that have it.
    static readonly RequestField[] s_fields = [.. RequestField.All.OrderBy(field => field.Name, StringComparer.Ordinal)];

    readonly SHA256 _sha256 = SHA256.Create();
    readonly StringBuilder _text = new();

    /// <summary>Gets the number of requests that belong to other shards.</summary>
    public int OtherCount { get; private set; }

    /// <summary>Gets the number of all requests.</summary>
    public int TotalCount { get; private set; }

    /// <summary>Returns whether the shard contains a request.</summary>
    /// <param name="values">The values that are the same for all requests of a row.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="model">The model, or null for the default one.</param>
    /// <param name="images">The paths or URLs of the images that are sent. They can be null.</param>
    /// <param name="files">The files to write.</param>
    public bool Contains(RequestValues values, string? prompt, string? model, IEnumerable<string?> images, IEnumerable<string> files)
    {
        _text.Clear();
        foreach (RequestField field in s_fields)
        {
            object? value = field == RequestField.Prompt ? prompt : field == RequestField.Model ? model : values[field];
            if (value is not null)
            {
                Append(field.Name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
            }
        }

        foreach (string? image in images)
        {
            Append("image", GetFileName(image ?? string.Empty));
        }

        foreach (string file in files)
        {
            Append("file", GetFileName(file));
        }

        TotalCount++;
        bool contains = GetIndex(_text.ToString()) == index;
        OtherCount += contains ? 0 : 1;
        return contains;
    }

    public void Dispose() => _sha256.Dispose();

    int GetIndex(string text) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(_sha256.ComputeHash(Encoding.UTF8.GetBytes(text))) % (ulong)count) + 1;

    void Append(string name, string value) => _text.Append(name).Append('\n').Append(value).Append('\n');

    static string GetFileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
