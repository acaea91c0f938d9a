using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.MySql.Types;

/// <summary>How MySQL and MariaDB keep an Arrow field: by the native type that it is marked with, by the table, or by a mark of ours in the column's comment.</summary>
internal static class SinkForms
{
    private const string Marked = "marked in the column's comment";

    /// <summary>The column of a field.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: there is no form for it.</exception>
    public static SinkColumn Of(Field field, SinkRules rules)
    {
        SinkForm form = Find(field, rules);
        return new SinkColumn(form.Native, new Field(field.Name, form.Stored.Type, field.IsNullable, form.Stored.Metadata), form.Fidelity, form.Note)
        {
            IsMarked = CommentMarks.For(MySqlTypeText.Parse(form.Native), form.Stored) is not null,
        };
    }

    private static SinkForm Find(Field field, SinkRules rules)
    {
        if (FieldMarks.Read(field) is { } marked && NativeForms.Of(field, marked, rules) is { } kept)
        {
            return kept;
        }

        return field.ExtensionName switch
        {
            ExtensionNames.Json when field.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => OfJson(field, rules),
            ExtensionNames.Uuid when field.Type is FixedSizeBinaryType { BitWidth: 128 } => OfUuid(rules),
            { } extension => OfExtension(field, extension, rules),
            _ => FindPlain(field, rules),
        };
    }

    private static SinkForm OfJson(Field field, SinkRules rules)
    {
        Field json = SourceForms.Of(MySqlTypeText.Parse("json"), ReadingRules.Default).Field;
        return rules.KeepsJsonText ? new SinkForm("json", json, Checked, "must be valid JSON")
            : rules.HasOwnJson && FieldMarks.IsOrderedJson(field) ? new SinkForm("json", FieldMarks.MarkOrdered(json), Checked, "must be valid JSON")
            : new SinkForm(TypeNames.LongText, json, Encoded, $"kept as its text, {Marked}: MySQL's json orders keys and rounds numbers");
    }

    private static SinkForm OfUuid(SinkRules rules)
    {
        Field stored = SourceForms.Of(MySqlTypeText.Parse("uuid"), ReadingRules.Default).Field;
        return rules.HasUuid ? new SinkForm("uuid", stored, Exact) : new SinkForm("binary(16)", stored, Encoded, $"there is no uuid there; {Marked}");
    }

    // An extension type comes back by its mark where values lie as they do here, and where there is room for the mark.
    private static SinkForm OfExtension(Field field, string extension, SinkRules rules)
    {
        string name = OpaqueField.NameOf(field) ?? extension;
        SinkForm storage = FindPlain(field, rules);
        bool comesBack = ColumnMark.IsSameStorage(storage.Stored.Type, field.Type) && CommentMarks.For(MySqlTypeText.Parse(storage.Native), ColumnMark.Keep(field)) is not null;
        return comesBack
            ? storage with { Stored = ColumnMark.Keep(field), Fidelity = Worse(storage.Fidelity, Encoded), Note = storage.Note ?? $"kept as {storage.Native}; its type {name} is {Marked}" }
            : storage with { Fidelity = Worse(storage.Fidelity, Widened), Note = storage.Note ?? $"that it is a {name} is not kept" };
    }

    private static SinkForm FindPlain(Field field, SinkRules rules) => field.Type switch
    {
        DecimalType number => OfDecimal(number),
        FixedSizeBinaryType bytes => OfFixedBytes(bytes),
        DictionaryType dictionary => OfDictionary(dictionary, rules),
        TimestampType or TimeType or DurationType => TimeForms.Of(field.Type),
        NestedType => OfNested(field.Type),
        { Id: ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 } => OfText(field, rules),
        _ => OfSimple(field.Type),
    };

    private static SinkForm OfSimple(ArrowType type) => type.Id switch
    {
        ArrowTypeId.Boolean => new SinkForm("tinyint(1)", new Field("", type), Exact),
        ArrowTypeId.Int8 => new SinkForm("tinyint", new Field("", type), Exact),
        ArrowTypeId.UInt8 => new SinkForm("tinyint unsigned", new Field("", type), Exact),
        ArrowTypeId.Int16 => new SinkForm("smallint", new Field("", type), Exact),
        ArrowTypeId.UInt16 => new SinkForm("smallint unsigned", new Field("", type), Exact),
        ArrowTypeId.Int32 => new SinkForm("int", new Field("", type), Exact),
        ArrowTypeId.UInt32 => new SinkForm("int unsigned", new Field("", type), Exact),
        ArrowTypeId.Int64 => new SinkForm("bigint", new Field("", type), Exact),
        ArrowTypeId.UInt64 => new SinkForm("bigint unsigned", new Field("", type), Exact),
        ArrowTypeId.Float32 => new SinkForm("float", new Field("", type), Checked, TypeNames.NoNaN),
        ArrowTypeId.Float64 => new SinkForm("double", new Field("", type), Checked, TypeNames.NoNaN),
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary => new SinkForm(TypeNames.LongBlob, new Field("", ArrowType.Binary), Exact),
        ArrowTypeId.Date32 => new SinkForm("date", new Field("", type), Checked, TypeNames.Years),
        ArrowTypeId.IntervalMonthDayNano => new SinkForm(TypeNames.ShortText, new Field("", type), Encoded, $"kept as text of ISO 8601, {Marked}"),
        ArrowTypeId.Null => new SinkForm(TypeNames.LongText, new Field("", ArrowType.Utf8), Widened, "a column of the null type becomes longtext"),
        _ => throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"MySQL has no form for {type}."),
    };

    // A length that another engine's type tells is kept where an index could take the text whole; beyond, longtext is as good.
    private static SinkForm OfText(Field field, SinkRules rules)
    {
        var stored = new Field("", ArrowType.Utf8);
        int? length = ColumnMark.NativeTypes(field).Select(TypeNames.CharactersOf).FirstOrDefault(n => n is > 0);
        return length is { } most && most <= rules.IndexCharacters
            ? Native($"varchar({most})", Checked, $"at most {most} characters")
            : new SinkForm(TypeNames.LongText, stored, Exact);
    }

    private static SinkForm Native(string native, Fidelity fidelity, string note) =>
        new(native, SourceForms.Of(MySqlTypeText.Parse(native), ReadingRules.Default).Field, fidelity, note);

    // By the digits that the values need: decimal(p,s) has 0 <= s <= p.
    private static SinkForm OfDecimal(DecimalType number)
    {
        int digits = number.Scale < 0 ? number.Precision - number.Scale : Math.Max(number.Precision, number.Scale);
        int scale = Math.Max(number.Scale, 0);
        if (digits > TypeNames.MostDigits || scale > TypeNames.MostScale)
        {
            return new SinkForm(TypeNames.ShortText, new Field("", number), Encoded, $"kept as digits, {Marked}: decimal has at most {TypeNames.MostDigits} digits, {TypeNames.MostScale} of them behind the point");
        }

        DecimalType stored = DecimalType.OfPrecision(digits, scale);
        bool isSame = stored.Equals(number);
        return new SinkForm($"decimal({digits},{scale})", new Field("", stored), isSame ? Exact : Widened, isSame ? null : $"{number} there is decimal({digits},{scale})");
    }

    private static SinkForm OfFixedBytes(FixedSizeBinaryType bytes) => new(
        bytes.ByteWidth <= TypeNames.MostFixedBytes ? $"binary({bytes.ByteWidth})" : bytes.ByteWidth <= TypeNames.MostRowBytes ? $"varbinary({bytes.ByteWidth})" : TypeNames.LongBlob,
        new Field("", bytes),
        Exact);

    private static SinkForm OfDictionary(DictionaryType dictionary, SinkRules rules)
    {
        SinkForm values = Find(new Field("", dictionary.Value), rules);
        return values with { Fidelity = Worse(values.Fidelity, Widened), Note = (values.Note is { } note ? note + "; " : "") + "the values are kept, the dictionary is not" };
    }

    private static SinkForm OfNested(ArrowType type)
    {
        Field stored = ColumnMark.Keep(new Field("", type));
        return CommentMarks.For(MySqlTypeText.Parse(TypeNames.LongText), stored) is not null
            ? new SinkForm(TypeNames.LongText, stored, Encoded, $"kept as JSON, {Marked}")
            : new SinkForm(TypeNames.LongText, new Field("", ArrowType.Utf8), Widened, "kept as JSON; the type is too long for a mark in the column's comment and is not kept");
    }

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;
}
