using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hawser.Arrow;

/// <summary>Hashes texts and bytes: up to 16 bytes, zeros behind them, are the two words themselves, more are hashed to two words.</summary>
internal sealed unsafe class BytesHasher(HashKind kind, HashSeed seed) : ValueHasher
{
    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        if (array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.Binary)
        {
            int* offsets = (int*)array.DataPointer + array.Offset + start;
            byte* end = array.Buffers[2] is { } buffer ? buffer.Pointer + buffer.Capacity : null;
            HashOffsets(array.BytesPointer, end, offsets, count, lane0, lane1);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> value = array.GetBytes(start + i);
                Words(value, out ulong word0, out ulong word1);
                HashMix.Mix(word0, word1, HashMix.Tag(kind, value.Length), seed, out lane0[i], out lane1[i]);
            }
        }

        PutNulls(array, start, count, seed, lane0, lane1);
    }

    public static void Words(ReadOnlySpan<byte> value, out ulong word0, out ulong word1)
    {
        if (value.Length > 16)
        {
            fixed (byte* bytes = value)
            {
                LongWords(bytes, value.Length, out word0, out word1);
            }

            return;
        }

        byte* padded = stackalloc byte[16];
        new Span<byte>(padded, 16).Clear();
        value.CopyTo(new Span<byte>(padded, 16));
        word0 = Read64(padded);
        word1 = Read64(padded + 8);
    }

    private void HashOffsets(byte* bytes, byte* end, int* offsets, int count, ulong* lane0, ulong* lane1)
    {
        HashSeed place = seed;
        ulong tagOfKind = HashMix.Tag(kind);
        for (int i = 0; i < count; i++)
        {
            int length = offsets[i + 1] - offsets[i];
            byte* at = bytes + offsets[i];
            ulong word0, word1;
            if (length > 16)
            {
                // Into variables of their own: those whose address is taken live in memory, and the common path must not.
                LongWords(at, length, out ulong long0, out ulong long1);
                word0 = long0;
                word1 = long1;
            }
            else if (end - at >= 16)
            {
                // What lies behind the value is in the buffer and is masked away, so lengths need no branches.
                int beyond = length - 8;
                word0 = First(Read64(at), length);
                word1 = First(Read64(at + 8), beyond & ~(beyond >> 31));
            }
            else
            {
                Words(new ReadOnlySpan<byte>(at, length), out ulong last0, out ulong last1);
                word0 = last0;
                word1 = last1;
            }

            HashMix.Mix(word0, word1, tagOfKind | ((ulong)length << 8), place, out lane0[i], out lane1[i]);
        }
    }

    // The first bytes of a word, all 8 when more are asked for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong First(ulong word, int bytes) => Bmi2.X64.IsSupported
        ? Bmi2.X64.ZeroHighBits(word, (ulong)bytes * 8)
        : bytes >= 8 ? word : word & ((1UL << (bytes * 8)) - 1);

    // Blocks of 16 bytes; the last block is always the value's last 16 bytes, which may overlap the one before.
    private static void LongWords(byte* bytes, int length, out ulong word0, out ulong word1)
    {
        ulong h0 = HashMix.K6, h1 = HashMix.K7;
        byte* last = bytes + length - 16;
        for (byte* at = bytes; at < last; at += 16)
        {
            Absorb(at, ref h0, ref h1);
        }

        Absorb(last, ref h0, ref h1);
        word0 = h0;
        word1 = h1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Absorb(byte* at, ref ulong h0, ref ulong h1)
    {
        ulong first = Read64(at), second = Read64(at + 8);
        h0 = HashMix.Fold(first ^ HashMix.K4, second ^ h0);
        h1 = HashMix.Fold(first ^ h1, second ^ HashMix.K5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(byte* at)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(at);
        return BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);
    }
}
