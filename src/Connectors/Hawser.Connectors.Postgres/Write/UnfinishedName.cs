using System.Globalization;
using System.Security.Cryptography;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// What an unfinished load's table is called, and how one sees whether its load lives: the load's session holds the advisory lock that the name says, which the server lets go when the session ends.
/// </summary>
/// <param name="Schema">The target's schema.</param>
/// <param name="Key">A number of chance: of the table's name, and of the lock.</param>
internal sealed record UnfinishedName(string Schema, long Key)
{
    /// <summary>What the name begins with; 16 digits to the base 16 follow.</summary>
    public const string Prefix = "hawser_load_";

    /// <summary>What the table's comment begins with: a table without it is nobody's leftover.</summary>
    public const string Mark = "hawser/1: unfinished load";

    /// <summary>The table.</summary>
    public TableName Table => new(null, Schema, Prefix + Key.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>The table's comment.</summary>
    public static string Comment => $"{Mark}; when its session has gone, the next load removes it";

    /// <summary>Takes the lock for the session.</summary>
    public string LockSql => $"SELECT pg_catalog.pg_advisory_lock({KeyText})";

    /// <summary>Lets the lock go.</summary>
    public string UnlockSql => $"SELECT pg_catalog.pg_advisory_unlock({KeyText})";

    /// <summary>Takes the lock until the transaction's end when nobody has it.</summary>
    public string TryLockSql => $"SELECT pg_catalog.pg_try_advisory_xact_lock({KeyText})";

    private string KeyText => string.Create(CultureInfo.InvariantCulture, $"'{Key}'::bigint");

    /// <summary>A new one.</summary>
    public static UnfinishedName New(string schema) => new(schema, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));

    /// <summary>The name that a table of the catalog has; null when it is none of these.</summary>
    public static UnfinishedName? Parse(string schema, string table) =>
        table.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(table.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long key)
        && new UnfinishedName(schema, key) is var name && name.Table.Name == table ? name : null;
}
