using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>How DuckDB keeps an Arrow field: by its mark, by the type map's table, or from its parts.</summary>
internal static class SinkForms
{
    private const int MostDigits = DecimalType.MaxPrecision128;

    private static readonly Dictionary<ArrowType, ScalarForm> ByArrow = DuckDbTypeMap.Scalars
        .Where(form => form.Extension is null && !form.IsMarked).ToDictionary(form => form.Arrow);

    /// <summary>The column of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="markPlace">Where a mark can be kept, in words; null where there is no place.</param>
    public static SinkColumn Of(Field field, string? markPlace)
    {
        var (type, fidelity, note) = Find(field);
        var stored = SourceForms.Of(type).Field;
        if (markPlace is not null && CommentMarks.For(type, field) is { } mark)
        {
            var storage = FindPlain(field);
            var told = storage.Note ?? $"kept as {type}; its type {OpaqueField.NameOf(field) ?? field.ExtensionName} is marked {markPlace}";
            return new SinkColumn(type.ToString(), WithNameOf(field, CommentMarks.Apply(stored, mark)!), Worse(storage.Fidelity, Fidelity.Encoded), told) { IsMarked = true };
        }

        return new SinkColumn(type.ToString(), WithNameOf(field, stored), fidelity, note);
    }

    /// <summary>The native type that keeps a field, without the rest.</summary>
    public static DuckDbType TypeOf(Field field) => Find(field).Type;

    private static Field WithNameOf(Field field, Field stored) => new(field.Name, stored.Type, field.IsNullable, stored.Metadata);

    private static Form Find(Field field)
    {
        if (FieldMarks.Read(field) is { } marked && SourceForms.Of(marked).Field.Type.Equals(field.Type))
        {
            return new Form(marked, DuckDbTypeMap.Find(marked.Id)?.Write ?? Fidelity.Exact, null);
        }

        if (OpaqueField.NameOf(field) is { } foreign)
        {
            return NotKept(FindPlain(field), foreign);
        }

        return field.ExtensionName switch
        {
            ExtensionNames.Json when IsText(field.Type) => new Form(DuckDbType.Json(), Fidelity.Exact, null),
            ExtensionNames.Uuid when field.Type.BitWidth == 128 => new Form(new DuckDbType(TypeId.Uuid), Fidelity.Exact, null),
            { } extension => NotKept(FindPlain(field), extension),
            _ => FindPlain(field),
        };
    }

    private static Form NotKept(Form storage, string name) =>
        storage with { Fidelity = Worse(storage.Fidelity, Fidelity.Widened), Note = $"kept in its storage form; that it is a {name} is not kept" };

    private static Form FindPlain(Field field)
    {
        if (ByArrow.TryGetValue(field.Type, out var form))
        {
            return form.Native == TypeId.SqlNull
                ? new Form(new DuckDbType(TypeId.Integer), form.Write, form.Note)
                : new Form(new DuckDbType(form.Native), form.Write, form.Write == Fidelity.Exact ? null : form.Note);
        }

        return field.Type switch
        {
            DecimalType number => OfDecimal(number),
            TimestampType { Zone: not null } instant => OfInstant(instant),
            TimeType => new Form(new DuckDbType(TypeId.Time), Fidelity.Widened, "microseconds there"),
            DurationType => new Form(new DuckDbType(TypeId.Interval), Fidelity.Checked, "microseconds there"),
            DictionaryType dictionary => OfDictionary(field, dictionary),
            FixedSizeBinaryType => new Form(new DuckDbType(TypeId.Blob), Fidelity.Widened, "any length there"),
            NestedType => OfNested(field),
            { Id: ArrowTypeId.LargeUtf8 } => new Form(new DuckDbType(TypeId.Varchar), Fidelity.Exact, null),
            { Id: ArrowTypeId.LargeBinary } => new Form(new DuckDbType(TypeId.Blob), Fidelity.Exact, null),
            _ => throw DuckDbErrors.Unwritable(field),
        };
    }

    private static Form OfDecimal(DecimalType number)
    {
        var digits = number.Scale < 0 ? number.Precision - number.Scale : Math.Max(number.Precision, number.Scale);
        var scale = Math.Max(number.Scale, 0);
        if (digits > MostDigits)
        {
            return new Form(new DuckDbType(TypeId.Varchar), Fidelity.Widened, $"kept as decimal digits, as DECIMAL has at most {MostDigits}; that they are a decimal is not kept");
        }

        var isSame = number.Id == ArrowTypeId.Decimal128 && digits == number.Precision && scale == number.Scale;
        return new Form(DuckDbType.Decimal(digits, scale), isSame ? Fidelity.Exact : Fidelity.Widened, isSame ? null : $"{number} there is DECIMAL({digits},{scale})");
    }

    private static Form OfInstant(TimestampType instant) => instant.Unit == TimeUnit.Microsecond
        ? new Form(new DuckDbType(TypeId.TimestampTz), Fidelity.Checked, $"the instant is kept, the name of the zone {instant.Zone} is not")
        : new Form(new DuckDbType(TypeId.TimestampTz), Fidelity.Checked, $"microseconds there; the name of the zone {instant.Zone} is not kept");

    private static Form OfDictionary(Field field, DictionaryType dictionary)
    {
        var values = Find(new Field(field.Name, dictionary.Value, field.IsNullable));
        return new Form(values.Type, Worse(values.Fidelity, Fidelity.Widened), values.Note ?? "the values are kept, the dictionary is not");
    }

    private static Form OfNested(Field field)
    {
        var type = field.Type;
        return type switch
        {
            MapType map => Combine([map.Key, map.Value], parts => DuckDbType.Map(parts[0].Type, parts[1].Type)),
            FixedSizeListType { Size: > 0 } list => Combine([list.Item], parts => DuckDbType.Array(parts[0].Type, list.Size)),
            FixedSizeListType list => Combine([list.Item], parts => DuckDbType.List(parts[0].Type), Fidelity.Widened),
            ListType list => Combine([list.Item], parts => DuckDbType.List(parts[0].Type)),
            UnionType union => Named(field, union.Children, TypeId.Union),
            _ => Named(field, type.Children, TypeId.Struct),
        };
    }

    private static Form Named(Field field, IReadOnlyList<Field> members, TypeId id)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return members.Count > 0 && members.All(member => member.Name.Length > 0 && names.Add(member.Name))
            ? Combine(members, parts => new DuckDbType(id, [.. parts.Select((part, i) => new DuckDbMember(members[i].Name, part.Type))]))
            : throw DuckDbErrors.Unwritable(field, "DuckDB's members have names, each once when case is not regarded");
    }

    private static Form Combine(IReadOnlyList<Field> fields, Func<Form[], DuckDbType> make, Fidelity least = Fidelity.Exact)
    {
        Form[] parts = [.. fields.Select(Find)];
        var worst = parts.Aggregate(least, (fidelity, part) => Worse(fidelity, part.Fidelity));
        return new Form(make(parts), worst, parts.FirstOrDefault(part => part.Fidelity == worst && part.Note is not null)?.Note);
    }

    private static bool IsText(ArrowType type) => type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8;

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;

    private sealed record Form(DuckDbType Type, Fidelity Fidelity, string? Note);
}
