using Hawser.Connectors;
using Hawser.Connectors.MySql;
using Hawser.Conformance.Running;
using Hawser.Testing.MySql;

namespace Hawser.Conformance.Fixtures;

/// <summary>A database of its own on the test run's MariaDB server, made when a test first opens it.</summary>
public class MySqlFixture : ConnectorFixture
{
    private protected static readonly Quirk Ship = new("name 🚢", "no characters beyond U+FFFF", "Names of MySQL and MariaDB have no characters beyond U+FFFF; such a name is refused.");

    private readonly MySqlFlavour _flavour;
    private string? _database;

    /// <summary>On MariaDB.</summary>
    public MySqlFixture()
        : this(MySqlFlavour.MariaDb)
    {
    }

    /// <summary>On one of the servers.</summary>
    protected MySqlFixture(MySqlFlavour flavour) => _flavour = flavour;

    /// <inheritdoc/>
    public override string Name => "mysql";

    /// <inheritdoc/>
    public override Connector Connector { get; } = new MySqlConnector();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options
    {
        get
        {
            string? missing = MySqlServer.Missing(_flavour);
            Assert.SkipWhen(missing is not null && !MySqlServer.IsRequired, missing ?? "");
            _database ??= MySqlServer.Shared(_flavour).CreateDatabase();
            Dictionary<string, string> options = MySqlServer.Shared(_flavour).Options(_database);
            options.TryAdd("password", MySqlUsers.Password);
            if (MySqlServer.Shared(_flavour).IsPrivate)
            {
                options["user"] = MySqlUsers.Native;
            }

            return options;
        }
    }

    /// <inheritdoc/>
    public override string? Secret => _database is null ? null : Options["password"];

    /// <inheritdoc/>
    public override string? EndlessQuery => "SELECT sleep(600)";

    /// <inheritdoc/>
    public override string? WrongQuery => "SELEC 1";

    /// <inheritdoc/>
    public override string TextType => "varchar(100)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Comments(string table, string ofTable, string ofColumn)
    {
        string name = Connector.Dialect!.QuoteName(table);
        return [$"ALTER TABLE {name} COMMENT '{Quoted(ofTable)}', MODIFY id BIGINT COMMENT '{Quoted(ofColumn)}'"];
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<Quirk> Quirks =>
    [
        Ship,
        new("A_table_has_a_thousand_columns", "Row size too large", "A row of InnoDB has at most 8126 bytes in its page, 20 for each text that may lie elsewhere; the server refuses such a table."),
    ];

    internal override IReadOnlyList<string>? Judged() => _database is null
        ? null
        : [.. MySqlServer.Shared(_flavour).Query(_database, "SELECT * FROM cases").Select(row => string.Join(" | ", row.Select(cell => cell ?? "NULL")))];

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_database is not null)
        {
            MySqlServer.Shared(_flavour).DropDatabase(_database);
        }

        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
