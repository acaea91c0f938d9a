using System.Numerics;
using System.Text;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Postgres.Types;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Tests.Read;

/// <summary>Bytes that no server would send: each decoder refuses them, or makes a value of them that Arrow allows.</summary>
public sealed class HostileValueTests
{
    private const int Values = 3000;

    /// <summary>The types that have decoders of their own.</summary>
    public static TheoryData<string> Types { get; } = new(
        PgScalars.All.Select(form => form.SqlName).Concat(["numeric(10,2)", "numeric(38,10)", "numeric(60,30)", "integer[]", "text[]", "numeric(20,4)[]", "int4range", "tsrange", "nummultirange"]));

    [Theory]
    [MemberData(nameof(Types))]
    public void Random_bytes_are_refused_or_become_a_valid_value(string type)
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var allocator = new ArrowAllocator();
        PgType native = PgTypeText.Parse(type);
        Field field = SourceForms.Of(native).Field;
        CopyDecoder decoder = CopyDecoders.Create(native, field, allocator);
        for (int i = 0; i < Values; i++)
        {
            if (!TryAppend(decoder, RandomBytes(random)))
            {
                // A refused value may leave its column half written; the reader gives it up, and so do we.
                decoder.Dispose();
                decoder = CopyDecoders.Create(native, field, allocator);
            }
            else if (i % 100 == 99)
            {
                Validate(decoder);
            }
        }

        decoder.Dispose();
        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void Numbers_become_decimals_exactly()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int shorts = 0;
        for (int i = 0; i < 20_000; i++)
        {
            int precision = i % 2 == 0 ? random.Next(1, 77) : random.Next(1, 15), scale = random.Next(0, precision + 1), digits = random.Next(1, precision + 1);
            BigInteger unscaled = BigInteger.Parse(string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + (random.Next(3) == 0 ? 0 : random.Next(10))))));
            unscaled = random.Next(2) == 0 ? unscaled : -unscaled;
            byte[] wire = NumericBytes(unscaled, scale);
            bool isShort = ShortNumeric.TryScale(wire, scale, ShortNumeric.LimitOf(precision), out long few);
            Assert.True(!isShort || few == unscaled, $"{unscaled} at scale {scale} is {few} on the short way.");
            shorts += isShort ? 1 : 0;
            Assert.Equal(unscaled, precision <= 38 ? Narrow(wire, precision, scale) : Wide(wire, precision, scale));
            if (!unscaled.IsZero)
            {
                int needed = BigInteger.Abs(unscaled).ToString().Length;
                Assert.Null(precision <= 38 ? Narrow(wire, needed - 1, scale) : Wide(wire, needed - 1, scale));
                Assert.False(ShortNumeric.TryScale(wire, scale, ShortNumeric.LimitOf(needed - 1), out _) && needed <= 19);
                if (scale > 0 && !(unscaled % 10).IsZero)
                {
                    Assert.False(ShortNumeric.TryScale(wire, scale - 1, long.MaxValue, out _));
                    Assert.Null(precision <= 38 ? Narrow(wire, precision, scale - 1) : Wide(wire, precision, scale - 1));
                }
            }
        }

        Assert.InRange(shorts, 5000, 20_000);
    }

    private static BigInteger? Narrow(byte[] wire, int precision, int scale) =>
        NumericScaling.TryScale(new NumericValue(wire), precision, scale, out Int128 unscaled) ? (BigInteger)unscaled : null;

    private static BigInteger? Wide(byte[] wire, int precision, int scale) =>
        NumericScaling.TryScale(new NumericValue(wire), precision, scale, out Int256 unscaled) ? (BigInteger)unscaled : null;

    // As numeric_send writes it, now and then with zeros at its ends, which are allowed too.
    private static byte[] NumericBytes(BigInteger unscaled, int scale)
    {
        string digits = BigInteger.Abs(unscaled).ToString();
        digits = digits.PadLeft(scale + 1, '0');
        string whole = digits[..^scale], fraction = digits[^scale..];
        whole = whole.PadLeft((whole.Length + 3) / 4 * 4, '0');
        fraction = fraction.PadRight((fraction.Length + 3) / 4 * 4, '0');
        string all = whole + fraction;
        short[] groups = [.. Enumerable.Range(0, all.Length / 4).Select(i => short.Parse(all.AsSpan(4 * i, 4)))];
        short[] header = [(short)groups.Length, (short)((whole.Length / 4) - 1), (short)(unscaled.Sign < 0 ? 0x4000 : 0), (short)scale];
        return [.. header.Concat(groups).SelectMany(value => new[] { (byte)(value >> 8), (byte)value })];
    }

    private static bool TryAppend(CopyDecoder decoder, byte[] value)
    {
        try
        {
            decoder.Append(value);
            return true;
        }
        catch (Exception e) when (e is CellMisfitException or WireFormatException)
        {
            Assert.NotEmpty(e.Message);
            return false;
        }
    }

    private static void Validate(CopyDecoder decoder)
    {
        using ArrowArray array = decoder.Builder.Finish();
        ArrayValidator.Validate(array, ValidationLevel.Full);
    }

    // Lengths and counts that look right now and then, so that more than the first check is met.
    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(4) switch { 0 => 4, 1 => 8, 2 => random.Next(12, 24), _ => random.Next(80) }];
        random.NextBytes(bytes);
        for (int i = 0; i + 4 <= bytes.Length; i += 4)
        {
            if (random.Next(2) == 0)
            {
                bytes[i] = bytes[i + 1] = bytes[i + 2] = 0;
                bytes[i + 3] = (byte)random.Next(random.Next(2) == 0 ? 3 : 16);
            }
            else if (random.Next(8) == 0)
            {
                bytes.AsSpan(i, 4).Fill(0xFF);
            }
            else if (random.Next(3) == 0)
            {
                Encoding.ASCII.GetBytes("abc1").CopyTo(bytes, i);
            }
        }

        return bytes;
    }
}
