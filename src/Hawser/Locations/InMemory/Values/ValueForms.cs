using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>The table of .NET types and their Arrow types.</summary>
internal static class ValueForms
{
    /// <summary>The form of a type.</summary>
    /// <typeparam name="T">One of the types that <see cref="ClrType.Dispatch"/> knows.</typeparam>
    /// <param name="types">What leaves a choice.</param>
    /// <param name="unit">The unit of timestamps.</param>
    public static ValueForm<T> Of<T>(InMemoryTypes types, TimeUnit unit)
    {
        object form = typeof(T) switch
        {
            var t when t == typeof(bool) => new ValueForm<bool>(ArrowType.Boolean, builder => new BooleanSink((BooleanBuilder)builder)),
            var t when t == typeof(sbyte) => Number<sbyte>(ArrowType.Int8),
            var t when t == typeof(short) => Number<short>(ArrowType.Int16),
            var t when t == typeof(int) => Number<int>(ArrowType.Int32),
            var t when t == typeof(long) => Number<long>(ArrowType.Int64),
            var t when t == typeof(byte) => Number<byte>(ArrowType.UInt8),
            var t when t == typeof(ushort) => Number<ushort>(ArrowType.UInt16),
            var t when t == typeof(uint) => Number<uint>(ArrowType.UInt32),
            var t when t == typeof(ulong) => Number<ulong>(ArrowType.UInt64),
            var t when t == typeof(float) => Number<float>(ArrowType.Float32),
            var t when t == typeof(double) => Number<double>(ArrowType.Float64),
            var t when t == typeof(decimal) => Decimal(types.Decimal),
            var t when t == typeof(char) => new ValueForm<char>(ArrowType.Utf8, builder => new CharSink((VarBinaryBuilder)builder)),
            var t when t == typeof(string) => new ValueForm<string>(ArrowType.Utf8, builder => new TextSink((VarBinaryBuilder)builder)),
            var t when t == typeof(byte[]) => new ValueForm<byte[]>(ArrowType.Binary, builder => new BytesSink((VarBinaryBuilder)builder)),
            var t when t == typeof(Guid) => new ValueForm<Guid>(new FixedSizeBinaryType(16), builder => new UuidSink((FixedSizeBinaryBuilder)builder)) { ExtensionName = ExtensionNames.Uuid },
            _ => Time<T>(unit),
        };
        return (ValueForm<T>)form;
    }

    /// <summary>Decimals of a known precision and scale.</summary>
    public static ValueForm<decimal> Decimal(DecimalType type) => new(type, builder => new DecimalSink((FixedWidthBuilder<Int128>)builder, type));

    /// <summary>An enumeration, read as the number beneath it.</summary>
    public static ValueForm<TNumber> Enumeration<TNumber>(Type type)
        where TNumber : struct
        => new(ArrowType.Utf8, builder => new EnumSink<TNumber>((VarBinaryBuilder)builder, type));

    private static ValueForm<T> Number<T>(ArrowType type)
        where T : unmanaged
        => new(type, builder => new FixedSink<T>((FixedWidthBuilder<T>)builder));

    private static ValueForm<T> Mapped<T, TStored>(ArrowType type, Func<T, TStored> map)
        where TStored : unmanaged
        => new(type, builder => new MappedSink<T, TStored>((FixedWidthBuilder<TStored>)builder, map));

    private static object Time<T>(TimeUnit unit)
    {
        var timestamp = new TimestampType(unit);
        var instant = new TimestampType(unit, "UTC");
        var time = new TimeType(TimeUnit.Nanosecond);
        var duration = new DurationType(TimeUnit.Nanosecond);
        return typeof(T) switch
        {
            var t when t == typeof(DateTime) => Mapped<DateTime, long>(timestamp, value => Ticks.InUnit(value.Ticks - DateTime.UnixEpoch.Ticks, unit, value, timestamp)),
            var t when t == typeof(DateTimeOffset) => Mapped<DateTimeOffset, long>(instant, value => Ticks.InUnit(value.UtcTicks - DateTime.UnixEpoch.Ticks, unit, value, instant)),
            var t when t == typeof(DateOnly) => Mapped<DateOnly, int>(ArrowType.Date32, value => value.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
            var t when t == typeof(TimeOnly) => Mapped<TimeOnly, long>(time, value => value.Ticks * 100),
            var t when t == typeof(TimeSpan) => Mapped<TimeSpan, long>(duration, value => Ticks.InUnit(value.Ticks, TimeUnit.Nanosecond, value, duration)),
            _ => throw new ArgumentException($"{typeof(T)} has no Arrow type here."),
        };
    }
}
