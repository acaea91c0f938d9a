namespace Hawser.Arrow.Tests.Core;

public sealed unsafe class BitmapTests
{
    private const int Seed = 20;
    private const int Bits = 700;

    [Fact]
    public void Counting_filling_and_copying_agree_with_bit_by_bit_at_every_offset()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 3000; round++)
        {
            byte[] source = Noise(random), target = Noise(random), expected = [.. target];
            int from = random.Next(70), to = random.Next(70), count = random.Next(Bits - 140);
            bool value = random.Next(2) == 1;
            long set = 0;
            fixed (byte* s = source, t = target, e = expected)
            {
                for (int i = 0; i < count; i++)
                {
                    bool bit = (source[(from + i) / 8] >> ((from + i) % 8) & 1) == 1;
                    set += bit ? 1 : 0;
                    Put(expected, to + i, round % 2 == 0 ? bit : value);
                }

                Assert.Equal(set, Bitmap.CountSet(s, from, count));
                if (round % 2 == 0)
                {
                    Bitmap.Copy(s, from, t, to, count);
                }
                else
                {
                    Bitmap.Fill(t, to, count, value);
                }
            }

            Assert.True(expected.AsSpan().SequenceEqual(target), $"seed {Seed}, round {round}: from {from}, to {to}, {count} bits");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void Bits_round_up_to_bytes(long bits, long bytes) => Assert.Equal(bytes, Bitmap.ByteCount(bits));

    private static byte[] Noise(Random random)
    {
        byte[] bytes = new byte[Bits / 8];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Put(byte[] bytes, int index, bool value)
    {
        int mask = 1 << (index % 8);
        bytes[index / 8] = (byte)(value ? bytes[index / 8] | mask : bytes[index / 8] & ~mask);
    }
}
