using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.Postgres;

/// <summary>PostgreSQL's types and Arrow's. The base types are one table, <see cref="PgScalars"/>; types made of others are described by <see cref="SourceForms"/> and <see cref="SinkForms"/>.</summary>
internal sealed class PostgresTypeMap : TypeMap
{
    private static readonly TypeMapRow[] Made =
    [
        new("numeric(p,s)", "decimal128(p, s), decimal256(p, s)", Checked, Exact, "NaN has no Arrow form; numeric(p,s) with more than 76 digits is read as text"),
        new("T[]", "list<T>", Checked, Exact, "one dimension that begins at 1 fits; as exact as its items"),
        new("enum", "dictionary<int32, utf8, ordered>", Widened, null, "the type's name is in the field's metadata"),
        new("composite", "struct<…>", Widened, null, "as exact as its members; the type's name is in the field's metadata"),
        new("domain", "as its base", Widened, null, "as exact as its base"),
        new("range, multirange", "utf8 [arrow.opaque]", Encoded, Exact, "kept as PostgreSQL writes it"),
        new("any other", "binary [arrow.opaque]", Encoded, Exact, "kept as PostgreSQL's own bytes"),
        new("smallint", "int8, uint8", null, Widened),
        new("integer", "uint16", null, Widened),
        new("bigint", "uint32", null, Widened),
        new("numeric(20,0)", "uint64", null, Widened),
        new("numeric(p-s,0)", "decimal128(p, s < 0), decimal256(p <= 38, s)", null, Widened),
        new("text", "large_utf8", null, Checked),
        new("text", "null", null, Widened),
        new("bytea", "large_binary", null, Exact),
        new("bytea", "fixed_size_binary(n)", null, Widened),
        new("as its values", "dictionary<…>", null, Widened, "the values are kept, the dictionary is not; as exact as its values"),
        new("time", "time32, time64[ns]", null, Checked, "microseconds there"),
        new("timestamp", "timestamp[s|ms|ns]", null, Checked, "microseconds there"),
        new("timestamptz", "timestamp[s|ms|us|ns, zone]", null, Checked, "microseconds there; the instant is kept, the name of the zone is not"),
        new("interval", "duration", null, Checked, "microseconds there"),
        new("json", "struct, map, union, fixed_size_list, list of any of them", Checked, Encoded, "kept as JSON, marked in the column's comment"),
        new("as its storage", "other extension types", Encoded, Encoded, "marked in the column's comment"),
    ];

    private PostgresTypeMap()
    {
    }

    public static PostgresTypeMap Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => field ??=
    [
        .. PgScalars.All.Select(form => new TypeMapRow(
            form.SqlName, form.Extension is { } extension ? $"{form.Arrow} [{extension}]" : form.Arrow.ToString(), form.Read, form.Write, form.Note)),
        .. Made,
    ];

    /// <summary>How a native type is read that is known by its text only: a type of the user's own is opaque here, and what it is in a column of a database.</summary>
    public override SourceColumn ToArrow(string nativeType) => SourceForms.Of(PgTypeText.Parse(nativeType));

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return SinkForms.Of(field);
    }

    /// <inheritdoc/>
    public override bool ReadsEncoded => true;

    /// <inheritdoc/>
    public override bool IsEncoded(Field field) => FieldMarks.IsRaw(field);

    /// <summary>Every type with values that Arrow has no form for, or gives back in another.</summary>
    public override bool PrefersEncoded(ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        PgType type = PgTypeText.Parse(column.NativeType);
        return !SourceForms.IsPlain(type) || !ColumnMark.IsSameStorage(SourceForms.Of(type).Field.Type, column.Field.Type);
    }

    /// <inheritdoc/>
    public override SinkColumn? ToSame(ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new SinkColumn(column.NativeType, column.Field, Exact);
    }
}
