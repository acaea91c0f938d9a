using System.Text;

namespace Hawser.Arrow.Tests.Core;

public sealed unsafe class ColumnBytesTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    public static TheoryData<ArrowType> Types { get; } = [ArrowType.Utf8, ArrowType.LargeUtf8, ArrowType.Binary, ArrowType.LargeBinary, new FixedSizeBinaryType(7)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_row_has_the_bytes_that_the_column_says(ArrowType type)
    {
        using ArrowArray whole = RandomRows.Make(type, 300, 20, _allocator);
        using ArrowArray column = whole.Slice(17, 200);
        var bytes = new ColumnBytes(column);
        var all = new List<byte>();
        for (int row = 0; row < column.Length; row++)
        {
            byte* start = bytes.Of(row, out long length);
            Assert.Equal(column.GetBytes(row), new ReadOnlySpan<byte>(start, (int)length));
            all.AddRange(column.GetBytes(row));
        }

        Assert.Equal([.. all], bytes.OfRows(0, column.Length).ToArray());
        Assert.Equal(column.GetBytes(5).Length + column.GetBytes(6).Length, bytes.OfRows(5, 2).Length);
        Assert.True(bytes.OfRows(5, 0).IsEmpty);
    }

    [Theory]
    [InlineData(true, "a", "", "Ærø", "")]
    [InlineData(true)]
    [InlineData(true, "", "")]
    [InlineData(true, "日", "", "🚢")]
    public void Texts_are_found_valid_in_one_pass(bool isValid, params string[] texts) => Assert.Equal(isValid, IsUtf8([.. texts.Select(Encoding.UTF8.GetBytes)]));

    [Fact]
    public void Bytes_that_are_no_texts_are_not()
    {
        Assert.False(IsUtf8("a"u8.ToArray(), [0xFF], "b"u8.ToArray()));
        Assert.False(IsUtf8([0xC3], [0xA6]));
        Assert.False(IsUtf8([0xC3], [], [0xA6]));
        Assert.False(IsUtf8([0xC3]));
    }

    [Fact]
    public void Rows_outside_those_asked_for_do_not_count()
    {
        using ArrowArray column = Column([0xC3], [0xA6], "a"u8.ToArray(), "æ"u8.ToArray(), [0xFF]);
        var bytes = new ColumnBytes(column);
        Assert.True(bytes.IsUtf8(2, 2));
        Assert.False(bytes.IsUtf8(1, 2));
        Assert.False(bytes.IsUtf8(3, 2));
    }

    private bool IsUtf8(params byte[][] values)
    {
        using ArrowArray column = Column(values);
        return new ColumnBytes(column).IsUtf8(0, column.Length);
    }

    private ArrowArray Column(params byte[][] values)
    {
        using var builder = new VarBinaryBuilder(ArrowType.Utf8, _allocator);
        Array.ForEach(values, value => builder.Append(value));
        return builder.Finish();
    }
}
