using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Types;

/// <summary>What a server has for columns to be kept in.</summary>
/// <remarks>Source: MariaDB documentation, "UUID Data Type", "INET4", "INET6"; MySQL Reference Manual, "InnoDB Limits".</remarks>
internal sealed record SinkRules
{
    /// <summary>The bytes that an index reckons for a character of utf8mb4.</summary>
    public const int BytesOfCharacter = 4;

    /// <summary>The bytes of all columns of a key together.</summary>
    public const int KeyBytes = 3072;

    private const int WideIndexBytes = 3072;
    private const int NarrowIndexBytes = 767;

    /// <summary>What every server has: the rules before a server was met.</summary>
    public static SinkRules Default { get; } = new();

    /// <summary>Whether there is a uuid. Otherwise it is binary(16).</summary>
    public bool HasUuid { get; private init; }

    /// <summary>Whether json keeps its text: MariaDB's does.</summary>
    public bool KeepsJsonText { get; private init; }

    /// <summary>Whether there is a json that orders keys and rounds numbers: MySQL's.</summary>
    public bool HasOwnJson { get; private init; }

    /// <summary>Whether there is an inet4.</summary>
    public bool HasInet4 { get; private init; }

    /// <summary>Whether there is an inet6.</summary>
    public bool HasInet6 { get; private init; }

    /// <summary>Whether a float or double that is -0 stays so: MariaDB takes it for 0.</summary>
    public bool KeepsNegativeZero { get; private init; }

    /// <summary>How many bytes of one column an index takes.</summary>
    public int IndexBytes { get; private init; } = WideIndexBytes;

    /// <summary>The characters that a text may have to be indexed whole.</summary>
    public int IndexCharacters => IndexBytes / BytesOfCharacter;

    /// <summary>Whether a collation is one of a character set in which texts take as many bytes as in the tables that are made.</summary>
    public static bool IsOfUtf8(string collation) => collation.StartsWith("utf8", StringComparison.Ordinal);

    /// <summary>The rules of a server.</summary>
    public static SinkRules Of(ServerFacts facts) => new()
    {
        HasUuid = facts.IsMariaDb && facts.Version >= new Version(10, 7),
        KeepsJsonText = facts.IsMariaDb,
        HasOwnJson = facts.HasOwnJson,
        HasInet4 = facts.IsMariaDb && facts.Version >= new Version(10, 10),
        HasInet6 = facts.IsMariaDb && facts.Version >= new Version(10, 5),
        KeepsNegativeZero = !facts.IsMariaDb,
        IndexBytes = facts.HasWideIndexes ? WideIndexBytes : NarrowIndexBytes,
    };
}
