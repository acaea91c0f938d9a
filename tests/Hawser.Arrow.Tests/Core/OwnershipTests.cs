namespace Hawser.Arrow.Tests.Core;

public sealed class OwnershipTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Fact]
    public void Giving_back_too_often_is_an_error_and_so_is_taking_from_the_dead()
    {
        ArrowArray array = RandomRows.Make(ArrowType.Utf8, 5, 1, _allocator);
        array.Retain();
        array.Dispose();
        array.Dispose();
        Assert.Equal(0, array.ReferenceCount);
        Assert.Throws<ObjectDisposedException>(array.Dispose);
        Assert.Throws<ObjectDisposedException>(array.Retain);
        Assert.Throws<ObjectDisposedException>(() => array.Slice(0, 1));
        Assert.Throws<ObjectDisposedException>(() => array.View(ArrowType.Binary));
        ArrowBuffer buffer = _allocator.Allocate(1);
        buffer.Release();
        Assert.Throws<ObjectDisposedException>(buffer.Release);
        Assert.Throws<ObjectDisposedException>(buffer.Retain);
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
    }

    [Fact]
    public void A_batch_counts_its_owners()
    {
        var schema = new Schema([new Field("a", ArrowType.Int8), new Field("b", ArrowType.Utf8)]);
        RecordBatch batch = RandomRows.MakeBatch(schema, 10, 1, _allocator);
        RecordBatch slice = batch.Slice(2, 3), selected = batch.Select([1]), renamed = batch.WithSchema(new Schema([new Field("x", ArrowType.Int8), new Field("y", ArrowType.Utf8)]));
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(batch.Dispose);
        Assert.Throws<ObjectDisposedException>(batch.Retain);
        Assert.Throws<ObjectDisposedException>(() => batch.Slice(0, 1));
        Assert.Throws<ObjectDisposedException>(() => batch.Select([0]));
        Assert.Equal(selected[0].GetBytes(3), slice[1].GetBytes(1));
        slice.Dispose();
        selected.Dispose();
        Assert.Equal("x", renamed.Schema[0].Name);
        renamed.Dispose();
    }

    [Fact]
    public void A_view_that_is_refused_retains_nothing()
    {
        var schema = new Schema([new Field("a", ArrowType.Int8), new Field("b", ArrowType.Utf8)]);
        RecordBatch batch = RandomRows.MakeBatch(schema, 10, 1, _allocator);
        Assert.Throws<ArgumentException>(() => batch.WithSchema(new Schema([new Field("a", ArrowType.Int8), new Field("b", ArrowType.Int8)])));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Slice(5, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[0].Slice(-1, 2));
        Assert.Throws<IndexOutOfRangeException>(() => batch.Select([0, 2]));
        batch.Dispose();
    }

    [Fact]
    public void A_view_changes_the_type_only_where_the_layout_is_the_same()
    {
        using ArrowArray text = RandomRows.Make(ArrowType.Utf8, 10, 1, _allocator), list = RandomRows.Make(new ListType(ArrowType.Int32), 10, 1, _allocator);
        using ArrowArray bytes = text.View(ArrowType.Binary);
        Assert.Equal(ArrowType.Binary, bytes.Type);
        using ArrowArray dates = list.View(new ListType(new Field("day", ArrowType.Date32)));
        ArrayValidator.Validate(dates, ValidationLevel.Full);
        Assert.Equal(ArrowType.Date32, dates.Children[0].Type);
        Assert.Throws<ArgumentException>(() => text.View(ArrowType.LargeUtf8));
        Assert.Throws<ArgumentException>(() => list.View(new ListType(ArrowType.Utf8)));
        Assert.Throws<ArgumentException>(() => list.View(new ListType(ArrowType.Int64)));
        using ArrowArray threes = RandomRows.Make(new FixedSizeListType(new Field("i", ArrowType.Int8), 3), 4, 1, _allocator);
        Assert.Throws<ArgumentException>(() => threes.View(new FixedSizeListType(new Field("i", ArrowType.Int8), 4)));
    }

    [Fact]
    public void Reading_a_column_as_what_it_is_not_is_an_error()
    {
        using ArrowArray numbers = RandomRows.Make(ArrowType.Int32, 5, 1, _allocator);
        Assert.Throws<InvalidOperationException>(() => numbers.Values<long>().Length);
        Assert.Throws<InvalidOperationException>(() => numbers.GetBoolean(0));
        Assert.Throws<InvalidOperationException>(() => numbers.GetBytes(0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.IsNull(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.IsNull(-1));
        Assert.Throws<ArgumentException>(() => new ArrowArray(ArrowType.Int32, 1, 0, [null]));
        Assert.Throws<ArgumentException>(() => new RecordBatch(new Schema([new Field("a", ArrowType.Int8)]), 5, [numbers]));
        Assert.Throws<ArgumentException>(() => new RecordBatch(new Schema([new Field("a", ArrowType.Int32)]), 4, [numbers]));
        Assert.Throws<ArgumentException>(() => new RecordBatch(new Schema([]), 5, [numbers]));
    }
}
