using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Arrow type × form of the target → encoder.</summary>
internal static class CellEncoders
{
    /// <summary>The encoder for a column of the target; null when the type cannot be written to it.</summary>
    /// <param name="source">The field to be written.</param>
    /// <param name="declared">The declared type of the column.</param>
    /// <param name="parameter">The parameter to bind, from 1.</param>
    public static CellEncoder? ForColumn(Field source, DeclaredType declared, int parameter)
    {
        ColumnType target = DeclaredTypeRules.Read(declared);
        if (target.IsDecided)
        {
            return Create(source, target, declared.Affinity, parameter);
        }

        ColumnType natural = NaturalType(source);
        bool mayLookNumeric = natural.Form is CellForm.DecimalText or CellForm.WideInteger or CellForm.Literal;
        return declared.Affinity == Affinity.Numeric && mayLookNumeric ? null : Create(source, natural, declared.Affinity, parameter);
    }

    /// <summary>The encoder for a parameter of a statement, whose target nobody knows.</summary>
    public static CellEncoder? ForParameter(Field source, int parameter) => Create(source, NaturalType(source), Affinity.None, parameter);

    private static ColumnType NaturalType(Field source) =>
        SqliteTypeMap.Instance.ToNative(source) is { NativeType.Length: > 0 } column
            ? DeclaredTypeRules.Read(DeclaredType.Parse(column.NativeType))
            : ColumnType.Literal;

    private static CellEncoder? Create(Field source, ColumnType target, Affinity affinity, int parameter)
    {
        if (source.Type.Id == ArrowTypeId.Null)
        {
            return new NullEncoder(parameter);
        }

        if (source.Type is DictionaryType dictionary && target.Form != CellForm.Nested)
        {
            ColumnType values = target.Arrow is DictionaryType stored ? target with { Arrow = stored.Value } : target;
            return Create(source.WithType(dictionary.Value), values, affinity, parameter) is { } inner ? new DictionaryEncoder(parameter, inner) : null;
        }

        return target.Form switch
        {
            CellForm.Boolean when source.Type.Id == ArrowTypeId.Boolean => new BooleanEncoder(parameter),
            CellForm.Boolean => CreateInteger(source.Type, 0, 1, parameter),
            CellForm.Integer when source.Type.Id == ArrowTypeId.Boolean && target.Arrow.Id == ArrowTypeId.Int64 => new BooleanEncoder(parameter),
            CellForm.Integer when target.Arrow is DurationType => source.Type.Equals(target.Arrow) ? new IntegerEncoder<long>(parameter, long.MinValue, long.MaxValue) : null,
            CellForm.Integer => CreateInteger(source.Type, Least(target.Arrow.Id), Most(target.Arrow.Id), parameter),
            CellForm.WideInteger when source.Type.Id == ArrowTypeId.UInt64 => new UInt64Encoder(parameter, isWide: true, long.MaxValue),
            CellForm.WideInteger => CreateInteger(source.Type, 0, long.MaxValue, parameter),
            CellForm.Real => CreateReal(source.Type, target.Arrow, affinity, parameter),
            CellForm.Text => IsText(source.Type) ? new BytesEncoder(parameter, isText: true, affinity is Affinity.None or Affinity.Text ? null : new NumberLookGuard()) : null,
            CellForm.Json => IsText(source.Type) ? new BytesEncoder(parameter, isText: true, new JsonGuard(affinity == Affinity.Numeric)) : null,
            CellForm.Literal => IsText(source.Type) ? new LiteralEncoder(parameter) : null,
            CellForm.Blob => CreateBlob(source.Type, target.Arrow, parameter),
            CellForm.Uuid => source.Type.Equals(target.Arrow) ? new UuidEncoder(parameter) : null,
            CellForm.Nested => source.Type.Equals(target.Arrow) ? new NestedEncoder(parameter, source) : null,
            CellForm.DecimalNumber => source.Type.Equals(target.Arrow) ? new DecimalNumberEncoder(parameter, (DecimalType)source.Type) : null,
            CellForm.Date or CellForm.Time or CellForm.Timestamp or CellForm.Interval or CellForm.DecimalText =>
                source.Type.Equals(target.Arrow) ? new SpelledEncoder(parameter) : null,
            _ => null,
        };
    }

    private static bool IsText(ArrowType type) => type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8;

    private static CellEncoder? CreateBlob(ArrowType source, ArrowType target, int parameter) => source.Id switch
    {
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary when target.Id != ArrowTypeId.FixedSizeBinary => new BytesEncoder(parameter, isText: false),
        ArrowTypeId.FixedSizeBinary when target.Id != ArrowTypeId.FixedSizeBinary || target.Equals(source) => new FixedBlobEncoder(parameter),
        _ => null,
    };

    private static CellEncoder? CreateReal(ArrowType source, ArrowType target, Affinity affinity, int parameter)
    {
        bool keepsNegativeZero = affinity == Affinity.None;
        return source.Id switch
        {
            ArrowTypeId.Float32 => new Float32Encoder(parameter, keepsNegativeZero),
            ArrowTypeId.Float64 when target.Id == ArrowTypeId.Float64 => new Float64Encoder(parameter, keepsNegativeZero),
            _ => null,
        };
    }

    private static CellEncoder? CreateInteger(ArrowType source, long least, long most, int parameter) => source.Id switch
    {
        ArrowTypeId.Int8 => new IntegerEncoder<sbyte>(parameter, least, most),
        ArrowTypeId.Int16 => new IntegerEncoder<short>(parameter, least, most),
        ArrowTypeId.Int32 => new IntegerEncoder<int>(parameter, least, most),
        ArrowTypeId.Int64 => new IntegerEncoder<long>(parameter, least, most),
        ArrowTypeId.UInt8 => new IntegerEncoder<byte>(parameter, least, most),
        ArrowTypeId.UInt16 => new IntegerEncoder<ushort>(parameter, least, most),
        ArrowTypeId.UInt32 => new IntegerEncoder<uint>(parameter, least, most),
        ArrowTypeId.UInt64 => new UInt64Encoder(parameter, isWide: false, (ulong)most),
        _ => null,
    };

    private static long Least(ArrowTypeId id) => id switch
    {
        ArrowTypeId.Int8 => sbyte.MinValue,
        ArrowTypeId.Int16 => short.MinValue,
        ArrowTypeId.Int32 => int.MinValue,
        ArrowTypeId.Int64 => long.MinValue,
        _ => 0,
    };

    private static long Most(ArrowTypeId id) => id switch
    {
        ArrowTypeId.Int8 => sbyte.MaxValue,
        ArrowTypeId.Int16 => short.MaxValue,
        ArrowTypeId.Int32 => int.MaxValue,
        ArrowTypeId.UInt8 => byte.MaxValue,
        ArrowTypeId.UInt16 => ushort.MaxValue,
        ArrowTypeId.UInt32 => uint.MaxValue,
        _ => long.MaxValue,
    };
}
