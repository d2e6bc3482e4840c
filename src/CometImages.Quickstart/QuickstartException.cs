namespace CometImages.Quickstart;

/// <summary>Something that keeps the quickstart from going on; the message is for the user.</summary>
sealed class QuickstartException(string message, Exception? inner = null) : Exception(message, inner);
