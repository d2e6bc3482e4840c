using System.Globalization;

namespace CometImages.Text;

/// <summary>Formats amounts in US dollars.</summary>
static class Money
{
    /// <summary>Returns an amount with two to six decimal places, such as <c>$0.004756</c>.</summary>
    public static string Format(decimal amount) => amount.ToString("$0.00####", CultureInfo.InvariantCulture);
}
