using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CometImages.Storage;

/// <summary>The names of partial files, which are in the folder of their target.</summary>
static class PartialFileName
{
    public const string Extension = ".part";

    // File systems limit a name to 255 bytes.
    const int MaxByteCount = 255;

    const ulong FnvOffsetBasis = 14695981039346656037;
    const ulong FnvPrime = 1099511628211;

    static readonly Regex s_temporary = new(@"\.[0-9a-f]{8}\.part\z", RegexOptions.CultureInvariant);

    /// <summary>Creates a name that no other file has.</summary>
    public static string CreateTemporary(string name) => Append(name, $".{CreateRandomSuffix()}{Extension}");

    /// <summary>Creates a name for a complete file that's being moved. The file isn't open, so no command may delete it.</summary>
    public static string CreateStaging(string name) => Append(name, $".{CreateRandomSuffix()}.moving");

    /// <summary>Returns whether <see cref="CreateTemporary"/> created a name.</summary>
    public static bool IsTemporary(string name) => s_temporary.IsMatch(name);

    /// <summary>Gets the name that claims a target. It's the same in every process.</summary>
    public static string GetClaim(string name) => AppendToUnique(name, Extension);

    /// <summary>Gets the name of the folder that claims a target on all computers. It's the same in every process.</summary>
    public static string GetClaimFolder(string name) => AppendToUnique(name, ".claim");

    // The hash code of a random GUID combines all of its bits.
    public static string CreateRandomSuffix() => Guid.NewGuid().GetHashCode().ToString("x8", CultureInfo.InvariantCulture);

    static string AppendToUnique(string name, string extension)
    {
        if (Encoding.UTF8.GetByteCount(name + extension) <= MaxByteCount)
        {
            return name + extension;
        }

        // The hash (FNV-1a) distinguishes long names that begin alike. The hash code of a string differs between processes.
        ulong hash = name.Aggregate(FnvOffsetBasis, (hash, c) => (hash ^ c) * FnvPrime);
        return Append(name, $".{hash.ToString("x16", CultureInfo.InvariantCulture)}{extension}");
    }

    static string Append(string name, string suffix)
    {
        while (Encoding.UTF8.GetByteCount(name + suffix) > MaxByteCount)
        {
            name = name.Substring(0, name.Length - (char.IsLowSurrogate(name[name.Length - 1]) ? 2 : 1));
        }

        return name + suffix;
    }
}
