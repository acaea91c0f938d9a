using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>What a server's tables can have, and how its SQL says it.</summary>
internal sealed record DefinitionRules
{
    private const string NoBackslashes = "NO_BACKSLASH_ESCAPES";

    /// <summary>The rules before a server was met: what MariaDB and the newest MySQL have in common.</summary>
    public static DefinitionRules Default { get; } = new();

    /// <summary>Whether it is a MariaDB.</summary>
    public bool IsMariaDb { get; private init; }

    /// <summary>
    /// The collation of new tables. Values are compared by their bytes, as case-sensitive engines do, so that 'a' and 'A' are two keys; and where the server can, without
    /// filling up with spaces, so that 'a' and 'a ' are. <c>utf8mb4_bin</c>, all that older MySQL has, fills up.
    /// </summary>
    public string Collation { get; private init; } = "utf8mb4_bin";

    /// <summary>Whether an index takes 3072 bytes of a column, and not 767.</summary>
    public bool HasWideIndexes { get; private init; } = true;

    /// <summary>Whether checks are kept.</summary>
    public bool HasChecks { get; private init; } = true;

    /// <summary>Whether columns can be computed.</summary>
    public bool HasGeneratedColumns { get; private init; } = true;

    /// <summary>Whether an index may order by an expression.</summary>
    public bool HasExpressionIndexes { get; private init; }

    /// <summary>Whether columns can be left out of SELECT *.</summary>
    public bool HasInvisibleColumns { get; private init; }

    /// <summary>Whether a timestamp without a default has none. Otherwise the server gives the first of a table the moment of each change.</summary>
    public bool LeavesTimestampsAlone { get; private init; } = true;

    /// <summary>Whether a backslash in a text is an ordinary character.</summary>
    public bool KeepsBackslashes { get; private init; }

    /// <summary>The bytes of one column that an index takes.</summary>
    public int IndexBytes => HasWideIndexes ? 3072 : 767;

    /// <summary>The rules of a server.</summary>
    public static DefinitionRules Of(ServerFacts facts) => new()
    {
        IsMariaDb = facts.IsMariaDb,
        Collation = facts.IsMariaDb ? "utf8mb4_nopad_bin" : facts.Version >= new Version(8, 0, 17) ? "utf8mb4_0900_bin" : "utf8mb4_bin",
        HasWideIndexes = facts.HasWideIndexes,
        HasChecks = facts.HasChecks,
        HasGeneratedColumns = facts.HasGeneratedColumns,
        HasExpressionIndexes = facts.HasExpressionIndexes,
        HasInvisibleColumns = facts.IsMariaDb || facts.Version >= new Version(8, 0, 23),
        LeavesTimestampsAlone = facts.LeavesTimestampsAlone,
        KeepsBackslashes = facts.SqlMode.Contains(NoBackslashes, StringComparison.OrdinalIgnoreCase),
    };
}
