using System.Net.Http.Headers;
using CometImages.Files;

namespace CometImages.Http;

/// <summary>What a download has when an attempt breaks, for the next to go on with.</summary>
sealed class DownloadState(Uri uri, PictureFile file)
{
    public Uri Uri { get; } = uri;

    public PictureFile File { get; } = file;

    /// <summary>The strong entity tag of what was received, or null when going on is not safe.</summary>
    public EntityTagHeaderValue? Tag { get; set; }

    public bool CanGoOn => Tag is not null && File.Length > 0;
}
