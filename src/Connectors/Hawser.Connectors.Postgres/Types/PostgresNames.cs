namespace Hawser.Connectors.Postgres.Types;

/// <summary>How PostgreSQL writes names.</summary>
internal static class PostgresNames
{
    /// <summary>A name in quotation marks.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A name as it is when it is plain lower case, else in quotation marks.</summary>
    public static string QuoteIfNeeded(string name) => IsPlain(name) ? name : Quote(name);

    private static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
