using System.Globalization;
using System.Text.RegularExpressions;

namespace CometImages.Storage;

/// <summary>
/// The claim of a file, which commands on any number of computers respect. It needs no locks, only what NFS and SMB servers do in one step:
/// creating a file that doesn't exist, and renaming a file.
/// </summary>
/// <remarks>
/// The claim is a folder beside the target. A command creates the file <c>candidate</c> in the folder, which only one command can do at a
/// time, and renames it to a name that no other file ever has. The command holds the claim if the folder contains no other holder's file
/// then. A file that's older than the lease belongs to a command that was killed or suspended, and the next candidate deletes it.
/// <para>
/// A command that was suspended between any two of these steps can't displace a living holder. It deletes a holder's file by a name that's
/// never used again and that each renewal changes, so it can't delete what was renewed after it looked. If two commands become holders, at
/// least one of them lists the folder after the other one's file is there, and starts over. A folder is deleted only if it's empty. A list or
/// a time that a computer has cached makes it start over, too, because names that are gone can't be renamed or deleted.
/// </para>
/// <para>
/// A command gives up only if it finds a living holder, or if a candidate stays one. What else it finds, another command may leave behind,
/// and if all commands gave up, none would create the file.
/// </para>
/// <para>
/// All times are last write times, which a file server sets by its own clock, because the clocks of computers differ.
/// </para>
/// </remarks>
sealed class TargetClaim : IDisposable
{
    const string CandidateName = "candidate";

    // Other commands can delete the folder or the candidate again, as often as they give up a claim.
    const int MaxAttempts = 100;

    static readonly TimeSpan s_defaultLease = TimeSpan.FromMinutes(2);

    // ERROR_FILE_EXISTS of Windows, and EEXIST of Linux and macOS.
    static readonly int[] s_fileExists = [unchecked((int)0x80070050), 17];

    // Other files in the folder don't belong to a claim and stay.
    static readonly Regex s_holderName = new(@"\A[0-9a-f]{32}-\d+\.json\z", RegexOptions.CultureInvariant);
    static readonly Regex s_clockName = new(@"\A[0-9a-f]{32}\.time\z", RegexOptions.CultureInvariant);

    readonly string _folder;
    readonly byte[] _content;
    readonly TimeSpan _lease;
    readonly string _id = Guid.NewGuid().ToString("N");
    readonly object _gate = new();
    Timer? _timer;
    int _holderPathCount;
    string? _path;
    bool _isHeld;

    TargetClaim(string folder, byte[] content, TimeSpan lease)
    {
        _folder = folder;
        _content = content;
        _lease = lease;
    }

    string CandidatePath => Path.Combine(_folder, CandidateName);

    /// <summary>Claims a target.</summary>
    /// <param name="target">The absolute path of the file to create.</param>
    /// <param name="content">What describes the holder to a person who looks into the folder.</param>
    /// <param name="lease">How long the claim lives without a renewal, or null to use the default.</param>
    /// <returns>The claim, which is renewed until it's disposed, or null if another command holds the claim.</returns>
    /// <exception cref="IOException">The claim can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The claim can't be written.</exception>
    public static TargetClaim? TryAcquire(string target, byte[] content, TimeSpan? lease = null)
    {
        TargetClaim claim = new(GetFolder(target), content, lease ?? s_defaultLease);
        try
        {
            if (claim.TryHold())
            {
                claim.StartRenewals();
            }

            return claim._isHeld ? claim : null;
        }
        finally
        {
            if (!claim._isHeld)
            {
                claim.Dispose();
            }
        }
    }

    /// <summary>Deletes what a killed command left beside a target that exists. Failures are ignored.</summary>
    public static void DeleteAbandoned(string target)
    {
        string folder = GetFolder(target);
        if (!Directory.Exists(folder))
        {
            return;
        }

        using TargetClaim visitor = new(folder, [], s_defaultLease);
        try
        {
            DateTime now = visitor.ReadServerTime();
            FileInfo[] files = visitor.GetFiles();
            if (!files.Any(file => IsHolderOrCandidate(file) && visitor.IsLiving(file, now)))
            {
                Array.ForEach(files, file => FileMover.TryDelete(file.FullName));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another command deleted the folder, or the folder belongs to another user.
        }
    }

    /// <summary>Creates the file in which the target is written, with a name that no other command uses.</summary>
    public PartialFile CreatePartialFile() => PartialFile.Create(_folder, "image");

    /// <summary>Starts the lease again, and returns false if another command has taken over the claim.</summary>
    /// <exception cref="IOException">The claim can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The claim can't be written.</exception>
    public bool Renew()
    {
        lock (_gate)
        {
            try
            {
                if (_isHeld)
                {
                    // A command that saw the file expire before it's written deletes it under its old name, or not at all.
                    Write(_path!, FileMode.Open);
                    MoveToHolderPath();
                }
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                _isHeld = false;
            }

            return _isHeld;
        }
    }

    /// <summary>Gives up the claim.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _isHeld = false;
            DeleteOwnFile();
            try
            {
                Directory.Delete(_folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another command uses the folder.
            }
        }
    }

    static string GetFolder(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, PartialFileName.GetClaimFolder(Path.GetFileName(target)));

    static bool IsHolder(FileInfo file) => s_holderName.IsMatch(file.Name);

    static bool IsHolderOrCandidate(FileInfo file) => IsHolder(file) || file.Name == CandidateName;

    // If the folder is deleted while it's created, .NET reports that a file exists. Windows denies access to a folder that's being deleted.
    static bool IsDeleted(Exception e) =>
        e is DirectoryNotFoundException or FileNotFoundException or UnauthorizedAccessException || s_fileExists.Contains(e.HResult);

    bool IsOwn(FileInfo file) => file.Name.StartsWith(_id, StringComparison.Ordinal);

    bool IsLiving(FileInfo file, DateTime now) => now - file.LastWriteTimeUtc <= _lease;

    FileInfo[] GetFiles() =>
    [
        .. new DirectoryInfo(_folder).EnumerateFiles().Where(
            file => IsHolderOrCandidate(file) || s_clockName.IsMatch(file.Name) || PartialFileName.IsTemporary(file.Name)),
    ];

    bool TryHold()
    {
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                Directory.CreateDirectory(_folder);
                if (TryBecomeCandidate())
                {
                    FileInfo[] holders = [.. GetFiles().Where(IsHolder)];
                    DateTime now = GetCandidateTime();
                    if (holders.Any(holder => IsLiving(holder, now) && !IsOwn(holder)))
                    {
                        return false;
                    }

                    Array.ForEach(holders, holder => FileMover.TryDelete(holder.FullName));
                    if (TryBecomeHolder())
                    {
                        return true;
                    }

                    DeleteOwnFile();
                }
            }
            catch (Exception e) when (attempt < MaxAttempts && IsDeleted(e))
            {
                // Another command has just given up its claim, or deleted the candidate.
            }
        }

        return false;
    }

    bool TryBecomeCandidate()
    {
        if (TryCreateCandidate())
        {
            return true;
        }

        DateTime now = ReadServerTime();
        FileInfo candidate = new(CandidatePath);
        if (candidate.Exists && IsLiving(candidate, now))
        {
            // It's a candidate only for a moment.
            Thread.Sleep(1);
        }
        else if (candidate.Exists)
        {
            // Its command was killed within these few steps. If another command replaced it just now, that one starts over.
            FileMover.TryDelete(CandidatePath);
        }

        return false;
    }

    bool TryCreateCandidate()
    {
        FileStream file;
        try
        {
            file = Open(CandidatePath, FileMode.CreateNew);
        }
        catch (IOException e) when (s_fileExists.Contains(e.HResult))
        {
            return false;
        }

        _path = CandidatePath;
        using (file)
        {
            file.Write(_content, 0, _content.Length);
        }

        return true;
    }

    // A time that doesn't exist is 1601 in .NET.
    DateTime GetCandidateTime()
    {
        FileInfo candidate = new(CandidatePath);
        return candidate.Exists ? candidate.LastWriteTimeUtc : throw new FileNotFoundException(null, CandidatePath);
    }

    bool TryBecomeHolder()
    {
        MoveToHolderPath();

        // A holder that was renewed instead of deleted is still there.
        FileInfo[] others = [.. GetFiles().Where(file => !IsOwn(file))];
        if (others.Any(IsHolder))
        {
            return false;
        }

        // The files of killed commands, and those of candidates, which find this holder then.
        Array.ForEach(others, file => FileMover.TryDelete(file.FullName));
        return true;
    }

    void MoveToHolderPath()
    {
        string path = Path.Combine(_folder, string.Format(CultureInfo.InvariantCulture, "{0}-{1}.json", _id, _holderPathCount++));
        File.Move(_path!, path);
        _path = path;
    }

    void DeleteOwnFile()
    {
        if (_path is not null)
        {
            FileMover.TryDelete(_path);
        }
    }

    void StartRenewals()
    {
        _isHeld = true;
        TimeSpan interval = TimeSpan.FromTicks(_lease.Ticks / 3);
        _timer = new Timer(_ => RenewInBackground(), null, interval, interval);
    }

    void RenewInBackground()
    {
        try
        {
            Renew();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file server can't be reached. The next renewal can, and before a request is sent the claim is renewed again.
        }
    }

    // The file server's clock is the last write time of a file that was just written.
    DateTime ReadServerTime()
    {
        string path = Path.Combine(_folder, _id + ".time");
        try
        {
            Write(path, FileMode.CreateNew);
            return File.GetLastWriteTimeUtc(path);
        }
        finally
        {
            FileMover.TryDelete(path);
        }
    }

    static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    void Write(string path, FileMode mode)
    {
        using FileStream file = Open(path, mode);
        file.Write(_content, 0, _content.Length);
    }
}
