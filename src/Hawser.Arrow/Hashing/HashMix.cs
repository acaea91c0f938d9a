using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hawser.Arrow;

/// <summary>The one mixing step of the canonical hash: a value's two words, its kind and its place become 128 bits, as two lanes of 64.</summary>
/// <remarks>Defined in docs/reference/canonical-hash.md, with test vectors. The constants are words 0 to 7 of <see cref="HashSeed.Word"/> made odd.</remarks>
internal static class HashMix
{
    public const ulong K0 = 0xE579_E036_C565_4BC1;
    public const ulong K1 = 0xE646_07B7_A4E8_C227;
    public const ulong K2 = 0x0199_23BE_6F6C_E35D;
    public const ulong K3 = 0xC63D_5C7E_1AA0_7F7B;
    public const ulong K4 = 0x9570_4600_381F_AD6F;
    public const ulong K5 = 0x723E_DE2F_53C4_B0EB;
    public const ulong K6 = 0x8A25_5E36_49E7_9B65;
    public const ulong K7 = 0x2CB6_61AB_9F02_830F;

    /// <summary>A kind with a length, scale or count beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Tag(HashKind kind, long detail = 0) => unchecked(((ulong)detail << 8) | (ulong)kind);

    /// <summary>The upper half of a product. Asking for both halves at once goes through memory, which is slower than multiplying twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong x, ulong y) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);

    /// <summary>The two halves of a product, xored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong x, ulong y) => High(x, y) ^ unchecked(x * y);

    /// <summary>Mixes two words with the place's seed and the tag's two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ulong word0, ulong word1, ulong tag0, ulong tag1, ulong seedA, ulong seedB, out ulong lane0, out ulong lane1)
    {
        ulong x = word0 ^ seedA, y = word1 ^ seedB;
        ulong p = x ^ unchecked(x * y), q = y ^ High(x, y);
        lane0 = Fold(p ^ tag0, q ^ K0);
        lane1 = Fold(unchecked(p + K1), unchecked(q + tag1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ulong word0, ulong word1, ulong tag, HashSeed seed, out ulong lane0, out ulong lane1) =>
        Mix(word0, word1, unchecked(tag * K2), unchecked(tag * K3), seed.A, seed.B, out lane0, out lane1);
}
