namespace Hawser.Arrow;

/// <summary>
/// A logical Arrow type: what a column's values mean and how they lie in memory. Immutable; compared by value.
/// Types without parameters are the static properties here; the others are made by their own classes.
/// </summary>
/// <remarks>An extension type is its storage type plus metadata on the <see cref="Field"/>: see <see cref="Field.ExtensionName"/>.</remarks>
public abstract class ArrowType : IEquatable<ArrowType>
{
    private protected ArrowType(ArrowTypeId id) => Id = id;

    /// <summary>The kind of type.</summary>
    public ArrowTypeId Id { get; }

    /// <summary>The format string of the C data interface, e.g. <c>l</c> for int64, <c>d:15,2</c> for decimal128(15, 2).</summary>
    public abstract string Format { get; }

    /// <summary>The child fields; empty for types without children.</summary>
    public virtual IReadOnlyList<Field> Children => [];

    /// <summary>Which buffers an array of this type has.</summary>
    public TypeLayout Layout => TypeLayout.Of(Id);

    /// <summary>The width of one value in the data buffer, in bits; 0 when the type has no fixed width.</summary>
    public virtual int BitWidth => Layout.BitWidth;

    /// <summary>The width of one value in the data buffer, in bytes; 0 when the type has no fixed width of whole bytes.</summary>
    public int ByteWidth => BitWidth / 8;

    internal virtual int Depth => 1;

    /// <summary>The null type.</summary>
    public static ArrowType Null { get; } = new SimpleType(ArrowTypeId.Null, "n", "null");

    /// <summary>One bit a value.</summary>
    public static ArrowType Boolean { get; } = new SimpleType(ArrowTypeId.Boolean, "b", "bool");

    /// <summary>Signed 8-bit integer.</summary>
    public static ArrowType Int8 { get; } = new SimpleType(ArrowTypeId.Int8, "c", "int8");

    /// <summary>Signed 16-bit integer.</summary>
    public static ArrowType Int16 { get; } = new SimpleType(ArrowTypeId.Int16, "s", "int16");

    /// <summary>Signed 32-bit integer.</summary>
    public static ArrowType Int32 { get; } = new SimpleType(ArrowTypeId.Int32, "i", "int32");

    /// <summary>Signed 64-bit integer.</summary>
    public static ArrowType Int64 { get; } = new SimpleType(ArrowTypeId.Int64, "l", "int64");

    /// <summary>Unsigned 8-bit integer.</summary>
    public static ArrowType UInt8 { get; } = new SimpleType(ArrowTypeId.UInt8, "C", "uint8");

    /// <summary>Unsigned 16-bit integer.</summary>
    public static ArrowType UInt16 { get; } = new SimpleType(ArrowTypeId.UInt16, "S", "uint16");

    /// <summary>Unsigned 32-bit integer.</summary>
    public static ArrowType UInt32 { get; } = new SimpleType(ArrowTypeId.UInt32, "I", "uint32");

    /// <summary>Unsigned 64-bit integer.</summary>
    public static ArrowType UInt64 { get; } = new SimpleType(ArrowTypeId.UInt64, "L", "uint64");

    /// <summary>IEEE 754 binary32.</summary>
    public static ArrowType Float32 { get; } = new SimpleType(ArrowTypeId.Float32, "f", "float32");

    /// <summary>IEEE 754 binary64.</summary>
    public static ArrowType Float64 { get; } = new SimpleType(ArrowTypeId.Float64, "g", "float64");

    /// <summary>UTF-8 text, 32-bit offsets.</summary>
    public static ArrowType Utf8 { get; } = new SimpleType(ArrowTypeId.Utf8, "u", "utf8");

    /// <summary>UTF-8 text, 64-bit offsets.</summary>
    public static ArrowType LargeUtf8 { get; } = new SimpleType(ArrowTypeId.LargeUtf8, "U", "large_utf8");

    /// <summary>Bytes, 32-bit offsets.</summary>
    public static ArrowType Binary { get; } = new SimpleType(ArrowTypeId.Binary, "z", "binary");

    /// <summary>Bytes, 64-bit offsets.</summary>
    public static ArrowType LargeBinary { get; } = new SimpleType(ArrowTypeId.LargeBinary, "Z", "large_binary");

    /// <summary>Days since 1970-01-01.</summary>
    public static ArrowType Date32 { get; } = new SimpleType(ArrowTypeId.Date32, "tdD", "date32");

    /// <summary>Months, days and nanoseconds.</summary>
    public static ArrowType IntervalMonthDayNano { get; } = new SimpleType(ArrowTypeId.IntervalMonthDayNano, "tin", "month_day_nano_interval");

    /// <inheritdoc/>
    public abstract bool Equals(ArrowType? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as ArrowType);

    /// <inheritdoc/>
    public override int GetHashCode() => Format.GetHashCode(StringComparison.Ordinal);

    /// <summary>The type as people write it, e.g. <c>decimal128(15, 2)</c>, <c>list&lt;item: int32&gt;</c>.</summary>
    public abstract override string ToString();

    private sealed class SimpleType(ArrowTypeId id, string format, string name) : ArrowType(id)
    {
        public override string Format => format;

        public override bool Equals(ArrowType? other) => other is not null && other.Id == Id;

        public override string ToString() => name;
    }
}
