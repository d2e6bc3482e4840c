namespace CometImages.PowerShell.Diagnostics;

/// <summary>The result of something that can fail: a value or an error.</summary>
readonly record struct Attempt<T>(T? Value, CometApiException? Error)
    where T : class
{
    public static Attempt<T> Run(Func<T?> function)
    {
        try
        {
            return new(function(), Error: null);
        }
        catch (CometApiException e)
        {
            return new(Value: null, e);
        }
    }
}
