namespace CometImages.Generation;

/// <summary>One element of an answer's <c>data</c>.</summary>
sealed class AnsweredPicture
{
    /// <summary>Whether a <c>b64_json</c> member was seen.</summary>
    public bool HasBytes { get; set; }

    /// <summary>The picture's file, once it is whole.</summary>
    public Files.PictureFile? File { get; set; }

    /// <summary>Why there is no file although there were bytes.</summary>
    public CometApiException? Error { get; set; }

    public string? Url { get; private set; }

    public string? RevisedPrompt { get; private set; }

    public string? Size { get; private set; }

    public void Keep(string member, string? text)
    {
        string? value = string.IsNullOrEmpty(text) ? null : text;
        switch (member)
        {
            case AnswerMember.Url:
                Url = value;
                break;
            case AnswerMember.RevisedPrompt:
                RevisedPrompt = value;
                break;
            case AnswerMember.ElementSize:
                Size = value;
                break;
        }
    }
}
