using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>A foreign key while its columns are being gathered.</summary>
internal sealed record ForeignKeyDraft(string ReferencedTable, string OnUpdate, string OnDelete)
{
    /// <summary>From and to, in order; no to means the primary key.</summary>
    public List<(string From, string? To)> Columns { get; } = [];

    public ForeignKeyModel ToModel(ParsedForeignKey? parsed)
    {
        bool isExplicit = Columns.TrueForAll(column => column.To is not null);
        return new ForeignKeyModel(
            parsed?.Name, [.. Columns.Select(column => column.From)], new TableName(ReferencedTable), isExplicit ? [.. Columns.Select(column => column.To!)] : [])
        {
            OnDelete = Action(OnDelete),
            OnUpdate = Action(OnUpdate),
            IsDeferrable = parsed is { IsDeferrable: true },
            IsInitiallyDeferred = parsed is { IsInitiallyDeferred: true },
        };
    }

    private static ForeignKeyAction Action(string action) => action switch
    {
        "CASCADE" => ForeignKeyAction.Cascade,
        "RESTRICT" => ForeignKeyAction.Restrict,
        "SET NULL" => ForeignKeyAction.SetNull,
        "SET DEFAULT" => ForeignKeyAction.SetDefault,
        _ => ForeignKeyAction.NoAction,
    };
}
