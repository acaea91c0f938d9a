using System.Globalization;
using System.Text.RegularExpressions;

namespace Hawser.Connectors.Sample.Service;

/// <summary>The depot's whole language: <c>rows TABLE [limit N]</c>, <c>wait SECONDS</c> and <c>drop TABLE</c>, a table's name being everything up to <c>limit</c>.</summary>
internal sealed partial record DepotCommand(string Verb, string Table)
{
    public IReadOnlyList<string>? Columns { get; init; }

    public long Limit { get; init; } = long.MaxValue;

    public TimeSpan Wait { get; init; }

    public static DepotCommand Parse(string text)
    {
        Match match = Grammar().Match(text);
        if (!match.Success)
        {
            throw new DepotFault("syntax", $"\"{text}\" is neither \"rows TABLE [limit N]\" nor \"wait SECONDS\" nor \"drop TABLE\"");
        }

        return new DepotCommand(match.Groups["verb"].Value, match.Groups["table"].Value)
        {
            Limit = match.Groups["limit"] is { Success: true } limit ? long.Parse(limit.Value, CultureInfo.InvariantCulture) : long.MaxValue,
            Wait = match.Groups["seconds"] is { Success: true } seconds ? TimeSpan.FromSeconds(int.Parse(seconds.Value, CultureInfo.InvariantCulture)) : TimeSpan.Zero,
        };
    }

    [GeneratedRegex(@"^\s*(?:(?<verb>rows) (?<table>.+?)(?: limit (?<limit>\d{1,18}))?|(?<verb>wait) (?<seconds>\d{1,6})|(?<verb>drop) (?<table>.+?))\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
