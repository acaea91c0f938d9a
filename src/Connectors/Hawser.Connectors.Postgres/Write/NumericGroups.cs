using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>An integer at a decimal scale as digits of base 10,000, the least first, and as a field of a COPY.</summary>
/// <remarks>Source: src/backend/utils/adt/numeric.c, numeric_recv: how many digits, the power of the first, sign, digits behind the point, digits.</remarks>
internal unsafe ref struct NumericGroups
{
    private const ulong FourGroups = 10_000_000_000_000_000;
    private const int HeaderBytes = 8;

    private fixed short _groups[24];
    private int _count;

    /// <summary>The power of ten that lifts the least decimal digits to the boundary of a group, for a scale.</summary>
    private static ReadOnlySpan<int> Powers => [1, 10, 100, 1000, 10_000];

    /// <summary>Adds the digits of a magnitude below 2^64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ulong magnitude, int scale)
    {
        int lift = FloorModulo(-scale);
        if (lift != 0)
        {
            (magnitude, ulong least) = Math.DivRem(magnitude, (ulong)Powers[NumericLimits.GroupDigits - lift]);
            Push((short)(least * (ulong)Powers[lift]));
        }

        AddAligned(magnitude, isLast: true);
    }

    /// <summary>Adds the digits of a magnitude.</summary>
    public void Add(UInt128 magnitude, int scale)
    {
        if (magnitude <= ulong.MaxValue)
        {
            Add((ulong)magnitude, scale);
            return;
        }

        Span<ulong> words = [(ulong)magnitude, (ulong)(magnitude >> 64)];
        Add(words, scale);
    }

    /// <summary>Adds the digits of a magnitude of several words, the lowest first, which are used up.</summary>
    public void Add(scoped Span<ulong> words, int scale)
    {
        int lift = FloorModulo(-scale);
        if (lift != 0)
        {
            ulong least = Divide(words, (ulong)Powers[NumericLimits.GroupDigits - lift]);
            Push((short)(least * (ulong)Powers[lift]));
        }

        while (words.ContainsAnyExcept(0UL))
        {
            AddAligned(Divide(words, FourGroups), isLast: false);
        }
    }

    /// <summary>Writes the field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Write(CopyOutput output, bool isNegative, int scale)
    {
        int first = _count - 1, last = 0;
        while (first >= 0 && _groups[first] == 0)
        {
            first--;
        }

        while (last < first && _groups[last] == 0)
        {
            last++;
        }

        int count = first < 0 ? 0 : first - last + 1;
        int behind = -FloorDivide(-scale);
        byte* at = output.Reserve(sizeof(int) + HeaderBytes + (count * sizeof(short)));
        CopyOutput.Put(at, HeaderBytes + (count * sizeof(short)));
        CopyOutput.Put(at + 4, (short)count);
        CopyOutput.Put(at + 6, (short)(count == 0 ? 0 : first - behind));
        CopyOutput.Put(at + 8, isNegative && count > 0 ? (short)NumericLimits.Negative : (short)0);
        CopyOutput.Put(at + 10, (short)Math.Max(scale, 0));
        for (int i = 0; i < count; i++)
        {
            CopyOutput.Put(at + 12 + (i * sizeof(short)), _groups[first - i]);
        }

        output.Advance(sizeof(int) + HeaderBytes + (count * sizeof(short)));
    }

    /// <summary>Divides in place and gives the remainder.</summary>
    public static ulong Divide(Span<ulong> words, ulong divisor)
    {
        ulong remainder = 0;
        for (int i = words.Length - 1; i >= 0; i--)
        {
            var part = new UInt128(remainder, words[i]);
            UInt128 quotient = part / divisor;
            words[i] = (ulong)quotient;
            remainder = (ulong)(part - (quotient * divisor));
        }

        return remainder;
    }

    // 16 decimal digits; the highest of all end with their first digit.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddAligned(ulong digits, bool isLast)
    {
        for (int i = 0; isLast ? digits != 0 : i < NumericLimits.GroupDigits; i++)
        {
            (digits, ulong group) = Math.DivRem(digits, NumericLimits.GroupBase);
            Push((short)group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(short group) => _groups[_count++] = group;

    private static int FloorDivide(int value) => value >> 2;

    private static int FloorModulo(int value) => value & 3;
}
