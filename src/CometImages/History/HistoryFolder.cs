using System.Globalization;
using System.Text;
using CometImages.Storage;
using CometImages.Text;

namespace CometImages.History;

/// <summary>The folder of the history, which has one file for each month. The file of a request is that of the month when it was sent.</summary>
sealed class HistoryFolder(string path)
{
    const string MonthFormat = "yyyy-MM";
    const string Extension = ".jsonl";

    public string Path => path;

    JsonLinesFile Notices => new(System.IO.Path.Combine(path, "notices"));

    /// <summary>Gets the folder that belongs to a spool.</summary>
    public static HistoryFolder FromSpool(Spool spool) => new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(spool.Folder)!, "history"));

    public JsonLinesFile GetFile(DateTimeOffset time) => new(System.IO.Path.Combine(path, GetMonth(time) + Extension));

    /// <summary>Verifies that a request can be recorded now.</summary>
    /// <exception cref="CometApiException">The history can't be written.</exception>
    public void EnsureWritable(DateTimeOffset time)
    {
        JsonLinesFile file = GetFile(time);
        try
        {
            file.EnsureWritable();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CreateError(file, e);
        }
    }

    public static CometApiException CreateError(JsonLinesFile file, Exception e) => new(
        CometErrorKind.WriteFailed,
        $"Can't write the history '{file.Path}': {e.Message.EndSentence()}",
        "Correct the cause. To turn the history off, set COMETIMAGES_HISTORY to 'off'.",
        e);

    /// <summary>Gets the files that can contain requests of a period, the oldest first.</summary>
    public IEnumerable<JsonLinesFile> GetFiles(DateTimeOffset? after = null, DateTimeOffset? before = null)
    {
        if (!Directory.Exists(path))
        {
            return [];
        }

        string first = after is { } start ? GetMonth(start) : string.Empty;
        string last = before is { } end ? GetMonth(end) : "9999";
        return
        [
            .. from file in Directory.GetFiles(path, "*" + Extension)
               let month = System.IO.Path.GetFileNameWithoutExtension(file)
               where IsMonth(month) && string.CompareOrdinal(month, first) >= 0 && string.CompareOrdinal(month, last) <= 0
               orderby month
               select new JsonLinesFile(file),
        ];
    }

    /// <summary>Gets the files of the months that ended before a time.</summary>
    public IEnumerable<JsonLinesFile> GetFilesBefore(DateTimeOffset time)
    {
        string month = GetMonth(time);
        return GetFiles(before: time).Where(file => System.IO.Path.GetFileNameWithoutExtension(file.Path) != month);
    }

    /// <summary>Adds a notice for the next command in any process. Failures are ignored: the pipeline has already ended.</summary>
    public void AddNotice(HistoryNotice notice)
    {
        try
        {
            Notices.Append(Encoding.ASCII.GetBytes($"\"{notice}\""));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The history itself can't be written either.
        }
    }

    /// <summary>Removes the notices, and returns how many there were of each kind.</summary>
    public ILookup<HistoryNotice, HistoryNotice> TakeNotices()
    {
        List<HistoryNotice> notices = [];
        if (File.Exists(Notices.Path))
        {
            try
            {
                // Only one of several commands can move the file.
                JsonLinesFile taken = new(Notices.Path + "." + PartialFileName.CreateRandomSuffix());
                File.Move(Notices.Path, taken.Path);
                notices.AddRange(taken.ReadLines()
                    .Select(line => Enum.TryParse(Encoding.ASCII.GetString(line.ToArray()).Trim('"'), out HistoryNotice notice) ? notice : default));
                File.Delete(taken.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another command tells the user, or the folder is read-only.
            }
        }

        return notices.ToLookup(notice => notice);
    }

    static string GetMonth(DateTimeOffset time) => time.UtcDateTime.ToString(MonthFormat, CultureInfo.InvariantCulture);

    static bool IsMonth(string name) =>
        DateTime.TryParseExact(name, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
