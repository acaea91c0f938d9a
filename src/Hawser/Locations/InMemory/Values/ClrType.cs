namespace Hawser.Locations;

/// <summary>From a type that is known when the program runs to one that is known when it is compiled, without code made at run time.</summary>
internal static class ClrType
{
    /// <summary>The types that values in memory may have, for messages.</summary>
    public const string Known =
        "bool, the integers, float, double, decimal, char, string, byte[], Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, TimeSpan, enumerations, and each of them nullable";

    /// <summary>Visits a type.</summary>
    /// <returns>What the visitor returns, or default when the type is none of <see cref="Known"/>.</returns>
    public static TResult? Dispatch<TResult>(Type type, IClrTypeVisitor<TResult> visitor) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => visitor.VisitValue<bool>(),
        TypeCode.SByte => visitor.VisitValue<sbyte>(),
        TypeCode.Int16 => visitor.VisitValue<short>(),
        TypeCode.Int32 => visitor.VisitValue<int>(),
        TypeCode.Int64 => visitor.VisitValue<long>(),
        TypeCode.Byte => visitor.VisitValue<byte>(),
        TypeCode.UInt16 => visitor.VisitValue<ushort>(),
        TypeCode.UInt32 => visitor.VisitValue<uint>(),
        TypeCode.UInt64 => visitor.VisitValue<ulong>(),
        TypeCode.Single => visitor.VisitValue<float>(),
        TypeCode.Double => visitor.VisitValue<double>(),
        TypeCode.Decimal => visitor.VisitValue<decimal>(),
        TypeCode.Char => visitor.VisitValue<char>(),
        TypeCode.DateTime => visitor.VisitValue<DateTime>(),
        TypeCode.String => visitor.VisitReference<string>(),
        _ => DispatchOther(type, visitor),
    };

    private static TResult? DispatchOther<TResult>(Type type, IClrTypeVisitor<TResult> visitor)
        => type == typeof(DateTimeOffset) ? visitor.VisitValue<DateTimeOffset>()
            : type == typeof(DateOnly) ? visitor.VisitValue<DateOnly>()
            : type == typeof(TimeOnly) ? visitor.VisitValue<TimeOnly>()
            : type == typeof(TimeSpan) ? visitor.VisitValue<TimeSpan>()
            : type == typeof(Guid) ? visitor.VisitValue<Guid>()
            : type == typeof(byte[]) ? visitor.VisitReference<byte[]>()
            : default;
}
