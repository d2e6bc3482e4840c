using System.Net.Http.Headers;
using CometImages.Storage;

namespace CometImages.Operations;

/// <summary>What a download has when an attempt breaks, for the next to go on with.</summary>
sealed class DownloadState(Uri uri, ImageFileWriter file)
{
    public Uri Uri { get; } = uri;

    public ImageFileWriter File { get; } = file;

    /// <summary>The strong entity tag of what was received, or null when going on is not safe.</summary>
    public EntityTagHeaderValue? ETag { get; set; }

    public bool CanResume => ETag is not null && File.Length > 0;
}
