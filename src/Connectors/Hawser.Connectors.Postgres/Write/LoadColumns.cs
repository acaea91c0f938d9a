using Hawser.Arrow;
using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Matches the columns that come with those of the table, by name: exactly first, else without regard to case.</summary>
internal static class LoadColumns
{
    private const uint TextOid = 25;

    private static readonly PgType Text = PgTypeText.Parse("text");
    private static readonly PgType TextArray = PgTypeText.ArrayOf(Text) with { Oid = 1009, Element = Text with { Oid = TextOid } };

    /// <exception cref="ConnectorException">A column is missing, extra, there twice, computed, or of a type that does not take what comes.</exception>
    public static IReadOnlyList<LoadColumn> Match(TableName table, IReadOnlyList<PgColumn> columns, IReadOnlySet<string> generated, LoadRequest request) =>
    [
        .. ColumnMatch.Resolve(request, table, columns, column => column.Name, column => generated.Contains(column.Name), PostgresErrors.Connector)
            .Select(pair => Column(table, pair.Target, request.Schema[pair.Source], pair.Source)),
    ];

    private static LoadColumn Column(TableName table, PgColumn target, Field field, int source)
    {
        if (CopyEncoders.Create(field, target.Type) is { } encoder)
        {
            return new LoadColumn(source, target.Name, target.Type, encoder, null);
        }

        if (IsMadeOfText(field, target.Type) is { } stage && CopyEncoders.Create(field, stage) is { } text)
        {
            return new LoadColumn(source, target.Name, target.Type, text, stage.Name);
        }

        throw new ConnectorException(
            ConnectorStatus.NotSupported,
            PostgresErrors.Connector,
            $"load into {table}: column \"{target.Name}\" of type {target.Type} does not take {field.ExtensionName ?? field.Type.ToString()} whole.") { Hint = "Cast it in a query first." };
    }

    // Types that travel between engines in PostgreSQL's own text, which only the server can read back. It would round a time to the column's digits without a word.
    private static PgType? IsMadeOfText(Field from, PgType to) => (from.Type, to.Base) switch
    {
        (ListType list, { Kind: PgTypeKind.Array } array) when IsMadeOfText(list.Item, array.Element!) is not null => TextArray,
        ({ Id: ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 }, { Kind: PgTypeKind.Range or PgTypeKind.Multirange or PgTypeKind.Unknown }) => Text,
        (_, { CatalogName: "timetz", Modifier: >= 0 } time) when FieldMarks.Read(from)?.Name != time.Name => null,
        ({ Id: ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 }, { Kind: PgTypeKind.Base } plain) when PgScalars.Find(plain) is { IsTextForm: true } => Text,
        _ => null,
    };
}
