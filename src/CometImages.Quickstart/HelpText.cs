namespace CometImages.Quickstart;

/// <summary>What <c>-Help</c> prints.</summary>
static class HelpText
{
    public const string Text = """
        Makes pictures with the CometImages module, in a PowerShell engine that comes along: no key, no money, no installed PowerShell.

          dotnet run --project src/CometImages.Quickstart                       a demonstration: a few prompts and models
          dotnet run --project src/CometImages.Quickstart -- -Command '...'     your own pipeline

        After the two dashes:
          -Command TEXT   runs TEXT with the module imported: in pwsh where there is one on PATH, otherwise in the bare engine,
                          which has PowerShell's core commands and lacks the rest (Select-Object, Import-Csv, ...)
          -Path FOLDER    the folder to work in (default: artifacts/quickstart of the checkout; with -Command the current one)
          -Live           asks the real service, with the key in COMETAPI_KEY, instead of the emulator: pictures are charged.
                          COMETAPI_BASE_URL, when set, says where
          -Help           this text

        An example, written for a POSIX shell:
          dotnet run --project src/CometImages.Quickstart -- -Command "'A boat' | New-CometImage | Save-CometImage ./pictures"

        The exit code is 0 when all went well, 1 when an error was written (in pwsh: pwsh's own), 2 when an argument was wrong, and
        130 after Ctrl+C.
        """;
}
