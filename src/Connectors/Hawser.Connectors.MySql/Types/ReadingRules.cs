namespace Hawser.Connectors.MySql.Types;

/// <summary>How a connection's options would have some types read.</summary>
/// <param name="TinyIntIsBool">Whether tinyint(1) is bool.</param>
/// <param name="ZeroDates">What becomes of dates that are none.</param>
internal sealed record ReadingRules(bool TinyIntIsBool, ZeroDates ZeroDates)
{
    /// <summary>What is done without options.</summary>
    public static ReadingRules Default { get; } = new(false, ZeroDates.Error);
}
