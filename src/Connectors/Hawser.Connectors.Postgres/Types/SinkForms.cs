using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>How PostgreSQL keeps an Arrow field: by its mark, by the table, or from its parts.</summary>
internal static class SinkForms
{
    private const int MostDigits = DecimalType.MaxPrecision256;
    private const string Marked = "marked in the column's comment";

    private static readonly Dictionary<ArrowType, PgScalarForm> ByArrow = PgScalars.All
        .Where(form => form.Extension is null && !form.IsMarked).ToDictionary(form => form.Arrow);

    public static SinkColumn Of(Field field)
    {
        Form form = Find(field);
        return new SinkColumn(form.Native, new Field(field.Name, form.Stored.Type, field.IsNullable, form.Stored.Metadata), form.Fidelity, form.Note)
        {
            IsMarked = CommentMarks.For(PgTypeText.Parse(form.Native), form.Stored) is not null,
        };
    }

    private static Form Find(Field field)
    {
        if (FieldMarks.Read(field) is { } marked && OfMark(field, marked) is { } kept)
        {
            return kept;
        }

        return field.ExtensionName switch
        {
            ExtensionNames.Json when field.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => OfName("json"),
            ExtensionNames.Uuid when field.Type.BitWidth == 128 => OfName("uuid"),
            { } extension => OfExtension(field, OpaqueField.NameOf(field) ?? extension),
            _ => FindPlain(field.Type),
        };
    }

    // An extension type comes back by its mark where values lie as they do here, and where there is room for the mark.
    private static Form OfExtension(Field field, string name)
    {
        Form storage = FindPlain(field.Type);
        return FieldMarks.Read(field) is null && ColumnMark.IsSameStorage(storage.Stored.Type, field.Type) && ColumnMark.Write(field) is not null
            ? storage with { Stored = ColumnMark.Keep(field), Fidelity = Worse(storage.Fidelity, Fidelity.Encoded), Note = storage.Note ?? $"kept as {storage.Native}; its type {name} is {Marked}" }
            : storage with { Fidelity = Worse(storage.Fidelity, Fidelity.Widened), Note = storage.Note ?? $"that it is a {name} is not kept" };
    }

    // A mark counts when its type has the field's Arrow form, or when the field holds the server's own bytes of it.
    private static Form? OfMark(Field field, PgType marked)
    {
        if (FieldMarks.IsRaw(field))
        {
            return new Form(marked.Name, new Field("", field.Type, true, Extensions(field)), Fidelity.Exact, null);
        }

        if (marked.Kind == PgTypeKind.Unknown && field.Type.Id == ArrowTypeId.Utf8 && field.ExtensionName == ExtensionNames.Opaque)
        {
            // A range of a user's, a type without a binary form: the server makes it of its own text.
            return new Form(marked.Name, new Field("", field.Type, true, Extensions(field)), Fidelity.Exact, null);
        }

        SourceColumn source = SourceForms.Of(marked);
        if (!source.Field.Type.Equals(field.Type) || source.Field.ExtensionName != field.ExtensionName)
        {
            return null;
        }

        PgScalarForm? form = PgScalars.Find(marked);
        Fidelity fidelity = form?.Write ?? (source.Field.Type is DecimalType ? Fidelity.Exact : ItemFidelity(marked));
        return new Form(marked.Name, source.Field, fidelity, fidelity == Fidelity.Exact ? null : form?.Note ?? "as exact as its items");
    }

    private static Fidelity ItemFidelity(PgType type) => type.Kind switch
    {
        PgTypeKind.Array => ItemFidelity(type.Element!),
        PgTypeKind.Base => PgScalars.Find(type)?.Write ?? Fidelity.Exact,
        _ => Fidelity.Exact,
    };

    private static ArrowMetadata Extensions(Field field) =>
        new(field.Metadata.Where(entry => entry.Key is Field.ExtensionNameKey or Field.ExtensionMetadataKey));

    private static Form OfName(string name)
    {
        PgType type = PgTypeNames.Find(name)!;
        PgScalarForm form = PgScalars.Find(type)!;
        return new Form(type.Name, SourceForms.Of(type).Field, form.Write, form.Write == Fidelity.Exact ? null : form.Note);
    }

    private static Form FindPlain(ArrowType type)
    {
        if (ByArrow.TryGetValue(type, out PgScalarForm? form))
        {
            return OfName(form.CatalogName);
        }

        return type switch
        {
            DecimalType number => OfDecimal(number),
            TimestampType { Zone: not null } instant => OfName("timestamptz") with { Note = ZoneNote(instant) },
            TimestampType => OfName("timestamp") with { Note = "microseconds there" },
            TimeType { Unit: TimeUnit.Nanosecond } => OfName("time") with { Note = "microseconds there" },
            TimeType => OfName("time"),
            DurationType => OfName("interval") with { Note = "microseconds there, 64 bits of nanoseconds here" },
            DictionaryType dictionary => FindPlain(dictionary.Value) is var values
                ? values with { Fidelity = Worse(values.Fidelity, Fidelity.Widened), Note = (values.Note is { } note ? note + "; " : "") + "the values are kept, the dictionary is not" }
                : null!,
            FixedSizeBinaryType => OfName("bytea") with { Fidelity = Fidelity.Widened, Note = "any length there" },
            ListType list => OfList(list),
            NestedType => AsJson(type),
            _ => OfSimple(type),
        };
    }

    private static Form OfSimple(ArrowType type) => type.Id switch
    {
        ArrowTypeId.Int8 or ArrowTypeId.UInt8 => OfName("int2") with { Fidelity = Fidelity.Widened, Note = $"there is no {type} there" },
        ArrowTypeId.UInt16 => OfName("int4") with { Fidelity = Fidelity.Widened, Note = $"there is no {type} there" },
        ArrowTypeId.UInt32 => OfName("int8") with { Fidelity = Fidelity.Widened, Note = $"there is no {type} there" },
        ArrowTypeId.UInt64 => OfDecimal(DecimalType.Decimal128(20, 0)) with { Fidelity = Fidelity.Widened, Note = $"there is no {type} there" },
        ArrowTypeId.LargeUtf8 => OfName("text"),
        ArrowTypeId.LargeBinary => OfName("bytea"),
        ArrowTypeId.Null => OfName("text") with { Fidelity = Fidelity.Widened, Note = "a column of the null type becomes text" },
        _ => throw new ConnectorException(ConnectorStatus.NotSupported, "postgres", $"PostgreSQL has no form for {type}."),
    };

    // Rendered by the digits that the values need: numeric(p,s) with 0 <= s <= p is what every version takes.
    private static Form OfDecimal(DecimalType number)
    {
        int digits = number.Scale < 0 ? number.Precision - number.Scale : Math.Max(number.Precision, number.Scale);
        int scale = Math.Max(number.Scale, 0);
        if (digits > MostDigits)
        {
            return OfName("numeric") with { Fidelity = Fidelity.Widened, Note = $"kept as digits: {number} has more than {MostDigits} of them" };
        }

        DecimalType stored = DecimalType.OfPrecision(digits, scale);
        bool isSame = stored.Equals(number);
        return new Form($"numeric({digits},{scale})", new Field("", stored), isSame ? Fidelity.Exact : Fidelity.Widened, isSame ? null : $"{number} there is numeric({digits},{scale})");
    }

    private static string ZoneNote(TimestampType instant) => instant.Unit == TimeUnit.Microsecond
        ? $"the instant is kept, the name of the zone {instant.Zone} is not"
        : $"microseconds there; the name of the zone {instant.Zone} is not kept";

    // An array's items are all of one length, so lists of lists are not arrays; neither are lists of what has no type of its own.
    private static Form OfList(ListType list)
    {
        Form item = Find(list.Item);
        if (list.Item.Type is NestedType || item.Native.EndsWith(']'))
        {
            return AsJson(list);
        }

        return new Form(item.Native + "[]", new Field("", new ListType(item.Stored.WithName("item").WithNullable(true).WithMetadata(Extensions(item.Stored)))), item.Fidelity, item.Note);
    }

    private static Form AsJson(ArrowType type)
    {
        Field stored = ColumnMark.Keep(new Field("", type));
        return ColumnMark.Write(stored) is not null
            ? new Form("json", stored, Fidelity.Encoded, $"kept as JSON, {Marked}")
            : OfName("json") with { Fidelity = Fidelity.Widened, Note = $"kept as JSON; the type is too long for a mark and is not kept" };
    }

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;

    private sealed record Form(string Native, Field Stored, Fidelity Fidelity, string? Note);
}
