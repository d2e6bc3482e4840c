using System.ComponentModel;
using System.Diagnostics;

namespace CometImages.Tests.Support;

/// <summary>A folder or a file in which not even root can delete until this object is disposed.</summary>
sealed class LockedFolder : IDisposable
{
    readonly string _path;
    readonly string _attribute;

    LockedFolder(string path, string attribute) => (_path, _attribute) = (path, attribute);

    /// <summary>Locks a folder or a file, or returns null when that isn't allowed.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="attribute"><c>+i</c> allows no change. <c>+a</c> allows only new files.</param>
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
