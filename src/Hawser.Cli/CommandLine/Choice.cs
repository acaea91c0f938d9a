using Hawser.Connectors;

namespace Hawser.Cli.CommandLine;

/// <summary>The values of options that take one of a few words, numbers or sizes.</summary>
internal static class Choice
{
    /// <summary>The value of a word.</summary>
    /// <exception cref="CliException">It is none of the words.</exception>
    public static T Parse<T>(string option, string text, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var words = new List<string>();
        foreach ((string word, T value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }

            words.Add(word);
        }

        string advice = NearestName.Find(text, words) is { } nearest ? $"did you mean '{nearest}'? It takes " : "it takes ";
        throw CliException.Usage($"{option} '{text}': {advice}{string.Join(", ", words)}.");
    }

    public static int Rows(string option, string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int rows)
            ? rows
            : throw CliException.Usage($"{option} '{text}': it takes a whole number from 0 to {int.MaxValue}.");

    public static int PositiveRows(string option, string text) =>
        Rows(option, text) is > 0 and var rows ? rows : throw CliException.Usage($"{option} '{text}': it takes a whole number from 1 to {int.MaxValue}.");

    public static TimeSpan Time(string option, string text) =>
        OptionValue.TryParseDuration(text, out TimeSpan time) && time > TimeSpan.Zero && time < TimeSpan.FromDays(1)
            ? time
            : throw CliException.Usage($"{option} '{text}': it takes a time of less than a day, such as 500ms, 5s or 2m.");

    public static long Bytes(string option, string text) =>
        OptionValue.TryParseSize(text, out long bytes) && bytes > 0
            ? bytes
            : throw CliException.Usage($"{option} '{text}': it takes a size such as 256MB, 1GiB or 4096.");
}
