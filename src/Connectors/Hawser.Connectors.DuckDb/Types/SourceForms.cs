using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>How a DuckDB type is read: scalars by the type map's table, the others from their parts.</summary>
internal static class SourceForms
{
    public static SourceColumn Of(DuckDbType type)
    {
        if (type.IsJson)
        {
            return new SourceColumn(Field.Extension("", ArrowType.Utf8, ExtensionNames.Json), Fidelity.Exact);
        }

        return DuckDbTypeMap.Find(type.Id) is { } form ? OfScalar(type, form) : OfParts(type);
    }

    private static SourceColumn OfScalar(DuckDbType type, ScalarForm form)
    {
        var field = form.Extension switch
        {
            ExtensionNames.Opaque => FieldMarks.Opaque(form.Arrow, type),
            { } extension => Field.Extension("", form.Arrow, extension),
            null => new Field("", form.Arrow),
        };
        var note = form.Read != Fidelity.Exact ? form.Note : type is { Id: TypeId.Varchar, Alias: { } alias } ? $"{alias} is read as text" : null;
        return new SourceColumn(form.IsMarked ? FieldMarks.Mark(field, type) : field, form.Read, note);
    }

    private static SourceColumn OfParts(DuckDbType type) => type.Id switch
    {
        TypeId.Decimal => new SourceColumn(new Field("", DecimalType.Decimal128(type.Width, type.Scale)), Fidelity.Exact),
        TypeId.Enum => new SourceColumn(FieldMarks.Mark(new Field("", EnumType(type.Labels.Count)), type), Fidelity.Exact),
        TypeId.List => OfNested(type, parts => new ListType(parts[0])),
        TypeId.Array => OfNested(type, parts => new FixedSizeListType(parts[0], type.Size)),
        TypeId.Struct => OfNested(type, parts => new StructType(parts)),
        TypeId.Map => OfNested(type, parts => new MapType(parts[0].WithNullable(false), parts[1])),
        TypeId.Union => OfUnion(type),
        TypeId.Variant => new SourceColumn(
            FieldMarks.Opaque(Of(VariantStorage.Type).Field.Type, type), Fidelity.Encoded, "kept as DuckDB stores it"),
        _ => throw DuckDbErrors.Unreadable(type.ToString()),
    };

    private static DictionaryType EnumType(int labels) =>
        new(labels <= byte.MaxValue + 1 ? ArrowType.UInt8 : labels <= ushort.MaxValue + 1 ? ArrowType.UInt16 : ArrowType.UInt32, ArrowType.Utf8, ordered: true);

    private static SourceColumn OfUnion(DuckDbType type)
    {
        var column = OfNested(type, parts => UnionType.Sparse(parts));
        return column with
        {
            Fidelity = Worse(column.Fidelity, Fidelity.Checked),
            Note = column.Note ?? string.Create(CultureInfo.InvariantCulture, $"a NULL inside the member \"{type.Members[0].Name}\" cannot be told from a NULL union"),
        };
    }

    private static SourceColumn OfNested(DuckDbType type, Func<Field[], ArrowType> make)
    {
        var members = type.Members.Select(member => (member.Name, Column: Of(member.Type))).ToArray();
        var worst = members.Aggregate(Fidelity.Exact, (fidelity, member) => Worse(fidelity, member.Column.Fidelity));
        var note = members.FirstOrDefault(member => member.Column.Fidelity == worst && member.Column.Note is not null);
        var arrow = make([.. members.Select(member => member.Column.Field.WithName(member.Name))]);
        return new SourceColumn(new Field("", arrow), worst, note.Column?.Note is { } text ? $"in \"{note.Name}\": {text}" : null);
    }

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;
}
