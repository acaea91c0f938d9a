using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Turns a numeric into an integer of a decimal's scale: exactly, or not at all.</summary>
internal static class NumericScaling
{
    private const int MostUInt64Digits = 19;
    private const int MostUInt128Digits = 38;

    private static readonly ulong[] Powers = [.. Enumerable.Range(0, 20).Select(i => Power(i))];

    /// <summary>The value times 10^scale; false when it has more digits than the precision or digits behind the scale.</summary>
    public static bool TryScale(in NumericValue value, int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        var plan = new Plan(value, scale);
        if (plan.IsZero)
        {
            return true;
        }

        if (!plan.IsExact || plan.Digits > precision)
        {
            return false;
        }

        UInt128 magnitude = plan.Digits <= MostUInt64Digits ? Narrow(value, plan) : Wide(value, plan);
        unscaled = value.IsNegative ? -(Int128)magnitude : (Int128)magnitude;
        return true;
    }

    /// <inheritdoc cref="TryScale(in NumericValue, int, int, out Int128)"/>
    public static bool TryScale(in NumericValue value, int precision, int scale, out Int256 unscaled)
    {
        unscaled = default;
        var plan = new Plan(value, scale);
        if (plan.IsZero)
        {
            return true;
        }

        if (!plan.IsExact || plan.Digits > precision)
        {
            return false;
        }

        unscaled = plan.Digits <= MostUInt128Digits ? Signed((Int128)Wide(value, plan), value.IsNegative) : Widest(value, plan);
        return true;
    }

    private static Int256 Signed(Int128 magnitude, bool isNegative) => isNegative ? -magnitude : magnitude;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Narrow(in NumericValue value, in Plan plan)
    {
        ulong number = 0;
        for (int i = plan.First; i < plan.Last; i++)
        {
            number = (number * NumericValue.GroupBase) + (uint)value.Group(i);
        }

        return (((number * Powers[NumericValue.DigitsPerGroup - plan.Dropped]) + plan.LastGroup) * Powers[plan.Zeros]);
    }

    private static UInt128 Wide(in NumericValue value, in Plan plan)
    {
        UInt128 number = 0;
        for (int i = plan.First; i < plan.Last; i++)
        {
            number = (number * NumericValue.GroupBase) + (uint)value.Group(i);
        }

        number = (number * Powers[NumericValue.DigitsPerGroup - plan.Dropped]) + plan.LastGroup;
        for (int zeros = plan.Zeros; zeros > 0; zeros -= MostUInt64Digits)
        {
            number *= Powers[Math.Min(zeros, MostUInt64Digits)];
        }

        return number;
    }

    private static Int256 Widest(in NumericValue value, in Plan plan)
    {
        Span<ulong> words = stackalloc ulong[4];
        words.Clear();
        for (int i = plan.First; i < plan.Last; i++)
        {
            MultiplyAdd(words, NumericValue.GroupBase, (uint)value.Group(i));
        }

        MultiplyAdd(words, Powers[NumericValue.DigitsPerGroup - plan.Dropped], plan.LastGroup);
        for (int zeros = plan.Zeros; zeros > 0; zeros -= MostUInt64Digits)
        {
            MultiplyAdd(words, Powers[Math.Min(zeros, MostUInt64Digits)], 0);
        }

        if (value.IsNegative)
        {
            Negate(words);
        }

        return new Int256(words[0], words[1], words[2], words[3]);
    }

    private static void MultiplyAdd(Span<ulong> words, ulong factor, ulong carry)
    {
        for (int i = 0; i < words.Length; i++)
        {
            ulong high = Math.BigMul(words[i], factor, out ulong low);
            words[i] = low + carry;
            carry = high + (words[i] < low ? 1UL : 0UL);
        }
    }

    private static void Negate(Span<ulong> words)
    {
        ulong carry = 1;
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = ~words[i] + carry;
            carry = carry == 1 && words[i] == 0 ? 1UL : 0UL;
        }
    }

    private static ulong Power(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    /// <summary>Which groups count, what is cut from the last of them, and how many zeros follow.</summary>
    private readonly ref struct Plan
    {
        public Plan(in NumericValue value, int scale)
        {
            int first = 0, end = value.GroupCount;
            while (first < end && value.Group(first) == 0)
            {
                first++;
            }

            IsZero = first == end;
            if (IsZero)
            {
                return;
            }

            // Decimal digits between the last group's end and the scale: zeros to append, or digits to cut.
            int beyond = (NumericValue.DigitsPerGroup * (value.Weight - end + 1)) + scale;
            IsExact = true;
            while (beyond <= -NumericValue.DigitsPerGroup && first < end)
            {
                IsExact &= value.Group(--end) == 0;
                beyond += NumericValue.DigitsPerGroup;
            }

            if (first >= end)
            {
                IsExact = false;
                return;
            }

            First = first;
            Last = end - 1;
            Dropped = Math.Max(-beyond, 0);
            Zeros = Math.Max(beyond, 0);
            (ulong last, ulong cut) = Math.DivRem((uint)value.Group(Last), Powers[Dropped]);
            LastGroup = last;
            IsExact &= cut == 0;
            Digits = DigitsOf(value.Group(first)) + (NumericValue.DigitsPerGroup * (Last - first)) + beyond;
        }

        public bool IsZero { get; }

        public bool IsExact { get; }

        public int First { get; }

        public int Last { get; }

        public int Dropped { get; }

        public int Zeros { get; }

        public ulong LastGroup { get; }

        public int Digits { get; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int DigitsOf(int group) => group >= 1000 ? 4 : group >= 100 ? 3 : group >= 10 ? 2 : 1;
    }
}
