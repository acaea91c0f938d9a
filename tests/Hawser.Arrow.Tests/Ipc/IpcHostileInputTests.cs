using System.Buffers.Binary;
using Hawser.Arrow.Ipc;

namespace Hawser.Arrow.Tests.Ipc;

/// <summary>Damaged and forged input: only ever an <see cref="ArrowException"/> or batches that are safe to read, with little memory taken and none lost.</summary>
public sealed class IpcHostileInputTests
{
    private const long MostNativeBytes = 20 << 20;
    private const long MostManagedBytes = 8 << 20;
    private static readonly Schema Zoo = new(TypeZoo.All.Select((t, i) => new Field($"c{i}", t)), new ArrowMetadata([new("k", "v")]));
    private static readonly Schema Few = new([new Field("i", ArrowType.Int32), new Field("s", ArrowType.Utf8), new Field("d", new DictionaryType(ArrowType.Int8, ArrowType.Utf8)), new Field("l", new ListType(ArrowType.Int8))]);

    [Theory]
    [InlineData("stream")]
    [InlineData("file")]
    public void Input_cut_at_any_byte_is_an_error(string kind)
    {
        byte[] whole = Valid(Few, kind, 1);
        for (int length = 0; length < whole.Length; length++)
        {
            bool readable = Read(whole[..length], kind);
            Assert.False(readable, $"The first {length} of {whole.Length} bytes were taken for the whole.");
        }

        Assert.True(Read(whole, kind));
    }

    [Theory]
    [InlineData("stream", 1)]
    [InlineData("stream", 2)]
    [InlineData("file", 3)]
    [InlineData("file", 4)]
    public void Changed_bytes_never_crash(string kind, int seed)
    {
        var random = new Random(seed);
        byte[] few = Valid(Few, kind, seed), zoo = Valid(Zoo, kind, seed);
        for (int round = 0; round < 4000; round++)
        {
            byte[] bytes = (byte[])(round % 8 == 0 ? zoo : few).Clone();
            for (int i = random.Next(4); i >= 0; i--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 0xFF, 1 => (byte)random.Next(256), _ => 0 };
            }

            ReadNoting(bytes, kind, $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData("stream", 11)]
    [InlineData("file", 12)]
    public void Forged_numbers_never_crash(string kind, int seed)
    {
        var random = new Random(seed);
        long[] numbers = [-1, 0, 1, 2, 7, 63, 255, 65535, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 33, long.MaxValue, long.MinValue, long.MaxValue - 7];
        byte[] few = Valid(Few, kind, seed);
        foreach (long number in numbers)
        {
            for (int at = 0; at + 8 <= few.Length; at += 4)
            {
                byte[] bytes = (byte[])few.Clone();
                if (random.Next(2) == 0 || number > uint.MaxValue)
                {
                    BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), number);
                }
                else
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), unchecked((int)number));
                }

                ReadNoting(bytes, kind, $"seed {seed}, number {number} at {at}");
            }
        }
    }

    [Fact]
    public void Noise_is_no_Arrow_data()
    {
        var random = new Random(5);
        for (int round = 0; round < 2000; round++)
        {
            byte[] noise = new byte[random.Next(300)];
            random.NextBytes(noise);
            if (round % 2 == 0 && noise.Length >= 8)
            {
                noise.AsSpan(0, 4).Fill(0xFF);
                BinaryPrimitives.WriteInt32LittleEndian(noise.AsSpan(4), random.Next(noise.Length));
            }

            ReadNoting(noise, "stream", $"round {round}");
            ReadNoting(noise, "file", $"round {round}");
        }
    }

    private static byte[] Valid(Schema schema, string kind, int seed)
    {
        using RecordBatch first = RandomRows.MakeBatch(schema, 9, seed), second = RandomRows.MakeBatch(schema, 3, seed + 1);
        return kind == "file"
            ? IpcBytes.WriteFile(schema, [first, second], ArrowAllocator.Default)
            : IpcBytes.WriteStream(schema, [first, second], ArrowAllocator.Default);
    }

    private static void ReadNoting(byte[] bytes, string kind, string where)
    {
        try
        {
            Read(bytes, kind);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{where}: {e.Message}", e);
        }
    }

    /// <summary>Reads everything and looks at every value; false when the input was refused.</summary>
    private static bool Read(byte[] bytes, string kind)
    {
        using var allocator = new ArrowAllocator();
        long managedBefore = GC.GetAllocatedBytesForCurrentThread();
        bool readable = true;
        try
        {
            List<RecordBatch> batches = kind == "file"
                ? IpcBytes.ReadFile(bytes, allocator)
                : IpcBytes.ReadStream(bytes, allocator, new TricklingStream(bytes, 1000));
            foreach (RecordBatch batch in batches)
            {
                Touch(batch);
                batch.Dispose();
            }
        }
        catch (ArrowException)
        {
            readable = false;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - managedBefore, 0, MostManagedBytes);
        Assert.InRange(allocator.PeakBytes, 0, MostNativeBytes);
        Assert.Equal(0, allocator.AllocatedBytes);
        return readable;
    }

    private static void Touch(RecordBatch batch)
    {
        for (int i = 0; i < batch.Columns.Length; i++)
        {
            for (int row = 0; row < Math.Min(batch.RowCount, 1000); row++)
            {
                TouchRow(batch[i], row);
            }
        }
    }

    private static void TouchRow(ArrowArray array, int row)
    {
        if (array.IsNull(row))
        {
            return;
        }

        switch (array.Type.Id)
        {
            case ArrowTypeId.Boolean: array.GetBoolean(row); break;
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary:
                array.GetBytes(row).IndexOf((byte)1);

                break;
            case ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.FixedSizeList:
                for (int i = array.ListStart(row); i < array.ListStart(row + 1); i++)
                {
                    TouchRow(array.Children[0], i);
                }

                break;
            case ArrowTypeId.Struct:
                foreach (ArrowArray child in array.Children)
                {
                    TouchRow(child, row);
                }

                break;
            case ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion:
                TouchRow(array.Children[((UnionType)array.Type).ChildIndexOf(array.UnionTypeId(row))], array.UnionChildRow(row));
                break;
            case ArrowTypeId.Dictionary:
                TouchRow(array.Dictionary!, (int)array.GetDictionaryIndex(row));
                break;
        }
    }
}
