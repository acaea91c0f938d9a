namespace Hawser.Arrow.Tests;

public sealed class BuilderTests
{
    [Fact]
    public void A_builder_hands_over_its_rows_and_starts_anew()
    {
        using var allocator = new ArrowAllocator();
        using (var builder = new FixedWidthBuilder<int>(ArrowType.Int32, allocator))
        {
            builder.Append(1);
            builder.AppendNull();
            builder.Append(3);
            using (ArrowArray array = builder.Finish())
            {
                Assert.Equal(3, array.Length);
                Assert.Equal(1, array.NullCount);
                Assert.True(array.IsNull(1));
                Assert.Equal(3, array.Values<int>()[2]);
            }

            builder.Append(7);
            using ArrowArray second = builder.Finish();
            Assert.Equal(0, second.NullCount);
            Assert.Equal([7], second.Values<int>().ToArray());
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void A_nested_value_is_copied_row_by_row_and_sliced_without_copying()
    {
        using var allocator = new ArrowAllocator();
        var type = new ListType(new StructType(new Field("a", ArrowType.Utf8), new Field("b", ArrowType.Boolean)));
        using (var builder = (ListBuilder)ArrayBuilder.Create(type, allocator))
        {
            var items = (StructBuilder)builder.Items;
            for (int row = 0; row < 20; row++)
            {
                for (int i = 0; i < row % 3; i++)
                {
                    ((VarBinaryBuilder)items.Fields[0]).Append($"{row}/{i}");
                    ((BooleanBuilder)items.Fields[1]).Append(i == 1);
                    items.Append();
                }

                builder.Append();
            }

            using ArrowArray array = builder.Finish();
            using ArrowArray slice = array.Slice(4, 5);
            Assert.Equal(2, slice.ListLength(1));
            ArrowArray children = slice.Children[0];
            Assert.Equal("5/1", children.Children[0].GetString(slice.ListStart(1) + 1));
            Assert.True(children.Children[1].GetBoolean(slice.ListStart(1) + 1));
            builder.AppendRange(slice, 0, 5);
            using ArrowArray copy = builder.Finish();
            Assert.Equal("8/1", copy.Children[0].Children[0].GetString(copy.ListStart(4) + 1));
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void The_ceiling_of_an_allocator_holds()
    {
        using var allocator = new ArrowAllocator(limitBytes: 1 << 20);
        ArrowBuffer half = allocator.Allocate(1 << 19);
        Assert.Throws<ArrowException>(() => allocator.Allocate(1 << 20));
        half.Release();
        Assert.Equal(0, allocator.AllocatedBytes);
    }
}
