using System.ComponentModel;
using System.Diagnostics;

namespace CometImages.Tests.Support;

/// <summary>A folder, or a file, from which not even root can delete, until it is disposed.</summary>
sealed class LockedFolder : IDisposable
{
    readonly string _path;
    readonly string _attribute;

    LockedFolder(string path, string attribute) => (_path, _attribute) = (path, attribute);

    /// <summary>Locks a folder, or returns null where that is not allowed.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="attribute"><c>+i</c>: nothing in it changes. <c>+a</c>: files come, and none goes.</param>
    public static LockedFolder? TryLock(string path, string attribute) => Change(path, attribute) ? new LockedFolder(path, attribute) : null;

    public void Dispose() => Change(_path, _attribute.Replace('+', '-'));

    static bool Change(string path, string attribute)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("chattr", $"{attribute} \"{path}\"") { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
