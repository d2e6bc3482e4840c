using System.Diagnostics;
using CometImages.Tests.Shared;

namespace CometImages.PowerShell.Tests.Fixture;

/// <summary>A small disk to fill up. Only root on Linux can mount one.</summary>
sealed class SmallDisk : IDisposable
{
    const string Filler = "filler";

    readonly TempFolder _folder = new();

    SmallDisk()
    {
    }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public IReadOnlyList<string> Names => _folder.Names;

    /// <summary>Mounts a disk, or returns null when that isn't allowed.</summary>
    /// <param name="kilobytes">Its size.</param>
    public static SmallDisk? TryMount(int kilobytes)
    {
        SmallDisk disk = new();
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk._folder.Path))
        {
            return disk;
        }

        disk._folder.Dispose();
        return null;
    }

    public void MakeReadOnly()
    {
        if (!Run("mount", "-o", "remount,ro", _folder.Path))
        {
            throw new InvalidOperationException("The disk could not be made read-only.");
        }
    }

    /// <summary>Fills the disk up.</summary>
    public void Fill()
    {
        using FileStream file = new(this[Filler], FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    /// <summary>Frees what <see cref="Fill"/> used.</summary>
    public void Free() => File.Delete(this[Filler]);

    public void Dispose()
    {
        Run("umount", "-l", _folder.Path);
        _folder.Dispose();
    }

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
