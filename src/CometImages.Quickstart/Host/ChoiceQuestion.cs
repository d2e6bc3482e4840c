using System.Management.Automation.Host;

namespace CometImages.Quickstart.Host;

/// <summary>A question with a few answers, each with a letter: what <c>-Confirm</c> asks.</summary>
sealed class ChoiceQuestion(Screen screen, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
{
    /// <returns>The answer's number. An empty line is the default.</returns>
    /// <exception cref="HostException">Nobody answers.</exception>
    public int Ask(string caption, string message)
    {
        foreach (string line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
            screen.WriteMessage(line, Colour.Bright);
        string answers = string.Join("  ", choices.Select(choice => $"[{Letter(choice)}] {Word(choice)}"));
        while (true)
        {
            screen.WriteMessage(defaultChoice < 0 ? answers : $"{answers}  (default is {Letter(choices[defaultChoice])})", Colour.None);
            string answer = Console.In.ReadLine()?.Trim() ?? throw new HostException("Nobody is there to answer the question.");
            int number = answer.Length == 0 ? defaultChoice : Find(answer);
            if (number >= 0)
                return number;
        }
    }

    int Find(string answer)
    {
        for (int number = 0; number < choices.Count; number++)
        {
            if (answer.Equals(Letter(choices[number]), StringComparison.OrdinalIgnoreCase) || answer.Equals(Word(choices[number]), StringComparison.OrdinalIgnoreCase))
                return number;
        }

        return -1;
    }

    static string Word(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

    // The one after the ampersand.
    static string Letter(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : choice.Label;
    }
}
