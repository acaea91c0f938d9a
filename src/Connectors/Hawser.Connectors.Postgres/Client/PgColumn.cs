using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>One column of a relation or result: its type at the server and the field that it is read as.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Source">How it is read; the field bears the column's name.</param>
internal sealed record PgColumn(string Name, PgType Type, SourceColumn Source)
{
    private static readonly PgType Text = PgTypeText.Parse("text");

    /// <summary>The user's own part of the column's comment; null for none, and in a query.</summary>
    public string? Comment { get; init; }

    /// <summary>The mark behind it; null for none, and when it is not understood.</summary>
    public Field? Mark { get; init; }

    /// <summary>The field.</summary>
    public Field Field => Source.Field;

    /// <summary>What the server is asked to send, and what it becomes.</summary>
    public CopyColumn Wire => new(Type.Base.HasBinary ? Type : Text, Field);

    /// <summary>Makes a column, read as its type and the mark in its comment say, or as the server's own bytes.</summary>
    public static PgColumn Of(string name, PgType type, bool isEncoded, bool isNullable = true, string? comment = null)
    {
        (string? own, Field? mark) = ColumnMark.Split(comment);
        SourceColumn? marked = CommentMarks.Apply(type, mark);
        SourceColumn source = isEncoded && type.Base.HasBinary ? SourceForms.Encoded(type) : marked ?? SourceForms.Of(type);
        Field field = isEncoded && marked is not null ? FieldMarks.Carry(source.Field, mark) : source.Field;
        return new PgColumn(name, type, source with { Field = field.WithName(name).WithNullable(isNullable) })
        {
            Comment = marked is null ? comment : own,
            Mark = marked is null ? null : mark,
        };
    }

    /// <summary>The column in a SELECT list: as it is, or as text where its type has no binary form.</summary>
    public string ToSql(SqlDialect dialect) => dialect.QuoteName(Name) + (Type.Base.HasBinary ? "" : $"::text AS {dialect.QuoteName(Name)}");

    /// <summary>The column as descriptions show it.</summary>
    public ColumnModel ToModel() => new(Name, Type.Name, Field) { ReadFidelity = Source.Fidelity, ReadNote = Source.Note, IsNullable = Field.IsNullable, Comment = Comment };
}
