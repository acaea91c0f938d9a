using Hawser.Arrow;
using Hawser.Connectors;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Copy;

/// <summary>Which Arrow type can become which, and with what fidelity: the middle of a plan, between what a source reads and what a sink takes.</summary>
internal static class ConversionTable
{
    /// <summary>The way between two columns; null when there is none. An extension type becomes text in its own form (a UUID with dashes), and comes from it.</summary>
    public static Conversion? Find(Field from, Field to) =>
        (from.ExtensionName, to.ExtensionName) switch
        {
            ({ } name, var other) when other != name && IsText(to.Type) && !IsText(from.Type) =>
                new Conversion(Encoded, $"kept as the text of {name}", new TextEncoder(from, to.Type), new TextDecoder(from)),
            (_, { } name) when IsText(from.Type) && !IsText(to.Type) && to.Type is not NestedType and not DictionaryType =>
                new Conversion(Checked, $"only text that is how {name} writes its values fits", new TextDecoder(to, strict: true), new TextEncoder(to, from.Type)),
            _ => Find(from.Type, to.Type),
        };

    /// <summary>The way between two types; null when there is none.</summary>
    public static Conversion? Find(ArrowType from, ArrowType to)
    {
        if (from.Equals(to))
        {
            return Conversion.None;
        }

        return (from, to) switch
        {
            (DictionaryType d, DictionaryType e) => Through(d, d.Value, e),
            (DictionaryType d, _) when d.Value.Equals(to) =>
                new Conversion(Widened, "the list of values is kept only as far as rows use it", new DictionaryDecoder(to), new DictionaryEncoder(d)),
            (DictionaryType d, _) => Through(d, d.Value, to),
            (_, DictionaryType d) when d.Value.Equals(from) && IsBytes(from) =>
                new Conversion(Checked, "only values of the list fit where the target has a fixed one", new DictionaryEncoder(d), new DictionaryDecoder(from)),
            (_, DictionaryType d) when d.Value.Equals(from) => null,
            (_, DictionaryType d) => Through(from, d.Value, d),
            _ when from.Id == ArrowTypeId.Null => new Conversion(Widened, null, new NullConverter(to), new NullConverter(from)),
            _ when IsNumber(from) && IsNumber(to) => Numbers(from, to),
            _ when IsExact(from) && IsExact(to) => Decimals(from, to),
            _ when from.Id == ArrowTypeId.Boolean && IsNumber(to) => new Conversion(Encoded, "true and false become 1 and 0", new BooleanToNumberConverter(to), new BooleanConverter()),
            _ when IsNumber(from) && to.Id == ArrowTypeId.Boolean => new Conversion(Checked, "only 0 and 1 fit", new BooleanConverter(), new BooleanToNumberConverter(from)),
            (TimestampType f, TimestampType t) => Timestamps(f, t),
            (TimeType f, TimeType t) => Units(from, f.Unit, to, t.Unit),
            (DurationType f, DurationType t) => Units(from, f.Unit, to, t.Unit),
            (DurationType d, _) when to.Id == ArrowTypeId.IntervalMonthDayNano =>
                new Conversion(Checked, "only what 64 bits of nanoseconds count fits", new DurationToIntervalConverter(d.Unit), new IntervalToDurationConverter(d)),
            (_, DurationType d) when from.Id == ArrowTypeId.IntervalMonthDayNano =>
                new Conversion(Checked, "only intervals without months and days fit", new IntervalToDurationConverter(d), new DurationToIntervalConverter(d.Unit)),
            (_, TimestampType { Zone: null } t) when from.Id == ArrowTypeId.Date32 => DayToTimestamp(t),
            (TimestampType { Zone: null } t, _) when to.Id == ArrowTypeId.Date32 =>
                new Conversion(Checked, "only midnight fits a date", DayToTimestamp(t).Backward, DayToTimestamp(t).Forward),
            _ when IsBytes(from) && IsBytes(to) => Bytes(from, to),
            (FixedSizeBinaryType f, _) when IsBinary(to) => new Conversion(Widened, null, new OffsetConverter(to), new FixedSizeBinaryConverter(f)),
            (_, FixedSizeBinaryType t) when IsBinary(from) => new Conversion(Checked, $"only values of {t.ByteWidth} bytes fit", new FixedSizeBinaryConverter(t), new OffsetConverter(from)),
            (UnionType f, UnionType t) when f.IsDense != t.IsDense || !f.TypeIds.SequenceEqual(t.TypeIds) => Unions(f, t),
            (NestedType f, NestedType t) => Nested(f, t),
            _ when IsText(to) => new Conversion(Encoded, $"kept as the text of {from}", new TextEncoder(new Field("", from), to), new TextDecoder(new Field("", from))),
            _ when IsText(from) && to is not NestedType => new Conversion(Checked, $"only text that is how {to} writes its values fits", new TextDecoder(new Field("", to), strict: true), new TextEncoder(new Field("", to), from)),
            (DecimalType, _) when IsFloat(to) => new Conversion(Checked, "only decimals that the float writes back the same fit", new RoundTripConverter(from, to), new RoundTripConverter(to, from)),
            (_, DecimalType) when IsFloat(from) => new Conversion(Checked, "only floats whose shortest text fits the decimal", new RoundTripConverter(from, to), new RoundTripConverter(to, from)),
            _ => null,
        };
    }

    private static Conversion? Through(ArrowType from, ArrowType middle, ArrowType to)
    {
        Conversion? first = Find(from, middle), second = Find(middle, to);
        return first is null || second is null
            ? null
            : new Conversion(Max(first.Fidelity, second.Fidelity), first.Note ?? second.Note, Chain(first.Forward, second.Forward), Chain(second.Backward, first.Backward));
    }

    private static ColumnConverter? Chain(ColumnConverter? first, ColumnConverter? second) => first is null ? second : second is null ? first : new ChainedConverter(first, second);

    private static Conversion Numbers(ArrowType from, ArrowType to)
    {
        bool holdsAll = (IsFloat(from), IsFloat(to)) switch
        {
            (false, false) => IsSigned(from) == IsSigned(to) ? from.BitWidth <= to.BitWidth : !IsSigned(from) && from.BitWidth < to.BitWidth,
            (false, true) => from.BitWidth <= (to.BitWidth == 64 ? 32 : 16),
            (true, true) => from.BitWidth <= to.BitWidth,
            _ => false,
        };
        return new Conversion(holdsAll ? Widened : Checked, holdsAll ? null : $"only values that {to} holds exactly fit", NumberConverters.Create(from, to), NumberConverters.Create(to, from));
    }

    private static Conversion Decimals(ArrowType from, ArrowType to)
    {
        (int whole, int scale) = DigitsOf(from);
        (int toWhole, int toScale) = DigitsOf(to);
        bool holdsAll = toWhole >= whole && toScale >= scale && to is DecimalType;
        return new Conversion(holdsAll ? Widened : Checked, holdsAll ? null : $"only values that {to} holds exactly fit", new DecimalConverter(from, to), new DecimalConverter(to, from));
    }

    private static (int Whole, int Scale) DigitsOf(ArrowType type) => type is DecimalType d
        ? (d.Precision - d.Scale, d.Scale)
        : (type.BitWidth switch { 8 => 3, 16 => 5, 32 => 10, _ => IsSigned(type) ? 19 : 20 }, 0);

    private static Conversion Timestamps(TimestampType from, TimestampType to)
    {
        Conversion units = Units(from, from.Unit, to, to.Unit);
        return (from.Zone, to.Zone) switch
        {
            (null, null) => units,
            (not null, not null) when from.Zone == to.Zone => units,
            (not null, not null) => units with { Fidelity = Max(units.Fidelity, Encoded), Note = $"the instant is kept; the zone's name {from.Zone} becomes {to.Zone}" },
            (null, _) => units with { Fidelity = Lossy, Note = "a wall-clock time becomes an instant, as if it were UTC" },
            _ => units with { Fidelity = Lossy, Note = "an instant becomes a wall-clock time in UTC" },
        };
    }

    private static Conversion Units(ArrowType from, TimeUnit fromUnit, ArrowType to, TimeUnit toUnit)
    {
        if (fromUnit == toUnit)
        {
            return new Conversion(Exact, null, new ViewConverter(to), new ViewConverter(from));
        }

        (long multiply, long divide) = toUnit > fromUnit
            ? (TimeUnits.PerSecond(toUnit) / TimeUnits.PerSecond(fromUnit), 1L)
            : (1L, TimeUnits.PerSecond(fromUnit) / TimeUnits.PerSecond(toUnit));
        bool holdsAll = toUnit > fromUnit && from is TimeType;
        return new Conversion(
            holdsAll ? Widened : Checked,
            holdsAll ? null : toUnit > fromUnit ? $"only the years that {to} counts fit" : $"only values without a finer part than {to} fit",
            new UnitConverter(to, multiply, divide),
            new UnitConverter(from, divide, multiply));
    }

    private static Conversion DayToTimestamp(TimestampType to)
    {
        long perDay = 86_400 * TimeUnits.PerSecond(to.Unit);
        return new Conversion(
            to.Unit <= TimeUnit.Millisecond ? Widened : Checked,
            to.Unit <= TimeUnit.Millisecond ? null : $"only the years that {to} counts fit",
            new UnitConverter(to, perDay, 1),
            new UnitConverter(ArrowType.Date32, 1, perDay));
    }

    private static Conversion Bytes(ArrowType from, ArrowType to)
    {
        bool sameOffsets = IsLarge(from) == IsLarge(to);
        ColumnConverter Way(ArrowType one, ArrowType other) => (sameOffsets, IsText(other) && IsBinary(one)) switch
        {
            (true, true) => new Utf8Converter(other),
            (true, false) => new ViewConverter(other),
            (false, false) => new OffsetConverter(other),
            _ => new ChainedConverter(new OffsetConverter(IsLarge(other) ? ArrowType.LargeBinary : ArrowType.Binary), new Utf8Converter(other)),
        };

        (Fidelity fidelity, string? note) = (IsText(from), IsText(to)) switch
        {
            (true, false) => (Encoded, "kept as the text's UTF-8 bytes"),
            (false, true) => (Checked, "only valid UTF-8 fits"),
            _ => (Exact, (string?)null),
        };
        return new Conversion(fidelity, note, Way(from, to), Way(to, from));
    }

    private static Conversion? Nested(NestedType from, NestedType to)
    {
        bool sameShape = from.Id == to.Id && from.Children.Count == to.Children.Count && (from, to) switch
        {
            (FixedSizeListType f, FixedSizeListType t) => f.Size == t.Size,
            (UnionType f, UnionType t) => f.TypeIds.SequenceEqual(t.TypeIds),
            (StructType f, StructType t) => f.Children.Select(c => c.Name).SequenceEqual(t.Children.Select(c => c.Name)),
            _ => true,
        };
        if (!sameShape)
        {
            return null;
        }

        var there = new List<ColumnConverter>();
        var back = new List<ColumnConverter>();
        (Fidelity fidelity, string? note) = (Exact, null);
        foreach ((Field one, Field other) in from.Children.Zip(to.Children))
        {
            if (Find(one, other) is not { } child)
            {
                return null;
            }

            (fidelity, note) = (Max(fidelity, child.Fidelity), note ?? child.Note);
            there.Add(child.Forward ?? new ViewConverter(other.Type));
            back.Add(child.Backward ?? new ViewConverter(one.Type));
        }

        return new Conversion(fidelity, note, new ChildrenConverter(to, there), new ChildrenConverter(from, back));
    }

    private static Conversion? Unions(UnionType from, UnionType to)
    {
        if (!from.Children.Select(c => c.Name).SequenceEqual(to.Children.Select(c => c.Name)))
        {
            return null;
        }

        Conversion?[] members = [.. from.Children.Zip(to.Children, (one, other) => Find(one.Type, other.Type))];
        if (members.Any(m => m is null))
        {
            return null;
        }

        Fidelity fidelity = members.Aggregate(Widened, (worst, m) => Max(worst, m!.Fidelity));
        string note = members.Select(m => m!.Note).FirstOrDefault(n => n is not null) ?? $"the same members in the form of {to}";
        return new Conversion(fidelity, note, new UnionConverter(to, [.. members.Select(m => m!.Forward)]), new UnionConverter(from, [.. members.Select(m => m!.Backward)]));
    }

    private static bool IsNumber(ArrowType type) => type.Id is >= ArrowTypeId.Int8 and <= ArrowTypeId.Float64;

    private static bool IsFloat(ArrowType type) => type.Id is ArrowTypeId.Float32 or ArrowTypeId.Float64;

    private static bool IsExact(ArrowType type) => type.Id is (>= ArrowTypeId.Int8 and <= ArrowTypeId.UInt64) or ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256;

    private static bool IsSigned(ArrowType type) => type.Id is ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64;

    private static bool IsText(ArrowType type) => type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8;

    private static bool IsBinary(ArrowType type) => type.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary;

    private static bool IsBytes(ArrowType type) => IsText(type) || IsBinary(type);

    private static bool IsLarge(ArrowType type) => type.Id is ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary;

    private static Fidelity Max(Fidelity one, Fidelity other) => one > other ? one : other;
}
