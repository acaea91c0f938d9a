using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Read;

/// <summary>A column of a result or table: its native type and the field that it becomes.</summary>
/// <param name="Type">The native type.</param>
/// <param name="Source">How it is read; its field bears the column's name.</param>
internal sealed record ResultColumn(MySqlType Type, SourceColumn Source)
{
    /// <summary>The field.</summary>
    public Field Field => Source.Field;

    /// <summary>A column of a type, and of the mark in its comment.</summary>
    public static ResultColumn Of(string name, MySqlType type, bool isNullable, ReadingRules rules, Field? mark = null)
    {
        SourceColumn source = CommentMarks.Apply(type, mark, rules) ?? SourceForms.Of(type, rules);
        bool mayBecomeNull = rules.ZeroDates == ZeroDates.Null && source.Field.Type.Id is (ArrowTypeId.Date32 or ArrowTypeId.Timestamp);
        return new ResultColumn(type, source with { Field = source.Field.WithName(name).WithNullable(isNullable || mayBecomeNull) });
    }

    /// <summary>A column of a result. That it holds no NULL is not taken from its definition, which an outer join makes wrong.</summary>
    public static ResultColumn Of(ColumnDefinition column, ReadingRules rules) => Of(column.Name, ResultTypes.Of(column), isNullable: true, rules);

    /// <summary>A column of a table as the catalog told it.</summary>
    public static ResultColumn Of(ColumnModel model) => new(MySqlTypeText.Parse(model.NativeType), new SourceColumn(model.Field, model.ReadFidelity, model.ReadNote));

    /// <summary>The column for people and plans.</summary>
    public ColumnModel ToModel() => new(Field.Name, Type.Text, Field) { ReadFidelity = Source.Fidelity, ReadNote = Source.Note, IsNullable = Field.IsNullable };
}
