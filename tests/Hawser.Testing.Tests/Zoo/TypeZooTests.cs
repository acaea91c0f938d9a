using Hawser.Arrow;
using Hawser.Testing.Cells;
using Hawser.Testing.Zoo;

namespace Hawser.Testing.Tests.Zoo;

public sealed class TypeZooTests
{
    public static TheoryData<string> Names { get; } = new(TypeZoo.All.Concat(TypeZoo.Huge).Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_is_valid_arrow_and_reads_back_from_its_own_text(string name)
    {
        using var allocator = new ArrowAllocator();
        using (RecordBatch batch = TypeZoo.Named(name).ToBatch(allocator))
        {
            ArrayValidator.Validate(batch, ValidationLevel.Full);
            if (TypeZoo.All.Any(c => c.Name == name))
            {
                string[] rows = [.. CellText.RowsOf(batch).Where(r => !r.Contains(" bytes\": ", StringComparison.Ordinal))];
                using RecordBatch again = CellReader.Batch(batch.Schema, rows, allocator);
                Assert.Equal(rows, CellText.RowsOf(again));
            }
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_reads_back_from_its_own_text(string name)
    {
        var schema = new Schema([TypeZoo.Named(name).Field]);
        Assert.Equal(schema, FieldText.Parse(FieldText.LinesOf(schema)));
    }

    [Fact]
    public void Every_kind_of_type_is_in_the_zoo()
    {
        var kinds = TypeZoo.All.Select(c => c.Field.Type.Id).ToHashSet();
        Assert.DoesNotContain(Enum.GetValues<ArrowTypeId>(), id => !kinds.Contains(id));
    }

    [Fact]
    public void All_columns_fit_in_one_batch()
    {
        using RecordBatch batch = TypeZoo.ToBatch(TypeZoo.All);
        ArrayValidator.Validate(batch, ValidationLevel.Full);
        Assert.Equal(TypeZoo.All.Count + 1, batch.Columns.Length);
    }

    [Theory]
    [InlineData("1970-01-01", 0)]
    [InlineData("1969-12-31", -1)]
    [InlineData("2000-02-29", 11_016)]
    [InlineData("1582-10-15", -141_427)]
    [InlineData("0001-01-01", -719_162)]
    [InlineData("0000-12-31", -719_163)]
    [InlineData("-0043-03-15", -735_160)]
    [InlineData("9999-12-31", 2_932_896)]
    [InlineData("+10000-01-01", 2_932_897)]
    public void Days_are_counted_in_the_proleptic_gregorian_calendar(string text, long days)
    {
        Assert.Equal(days, CivilText.ParseDate(text));
        Assert.Equal(text, CivilText.Date(days));
    }

    [Fact]
    public void Dates_agree_with_the_base_library_where_it_has_them()
    {
        for (DateOnly day = DateOnly.MinValue; day < DateOnly.MaxValue.AddDays(-97); day = day.AddDays(97))
        {
            Assert.Equal(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), CivilText.Date(day.DayNumber - 719_162));
        }
    }
}
