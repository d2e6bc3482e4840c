using System.Runtime.InteropServices;

namespace CometImages.Quickstart.Host;

/// <summary>What the console can do.</summary>
static class Terminal
{
    const int StandardOutput = -11;
    const int StandardError = -12;
    const uint ProcessEscapes = 0x0004;

    /// <summary>The columns of the window, or null when nobody knows.</summary>
    public static int? Width
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 0 and int width ? width : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public static bool TakesColour(bool redirected) =>
        !redirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows() || UnderstandsEscapes());

    // A Windows console must be told, once for all that write to it.
    static bool UnderstandsEscapes() => new[] { StandardOutput, StandardError }.Any(number =>
    {
        nint handle = GetStdHandle(number);
        return GetConsoleMode(handle, out uint mode) && SetConsoleMode(handle, mode | ProcessEscapes);
    });

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern nint GetStdHandle(int number);

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool SetConsoleMode(nint handle, uint mode);
}
