using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;
using Hawser.Testing.Zoo;

namespace Hawser.Connectors.Postgres.Tests.Types;

public sealed class TypeMapTests
{
    /// <summary>The base types by catalog name.</summary>
    public static TheoryData<string> Scalars { get; } = new(PgScalars.All.Select(form => form.CatalogName));

    /// <summary>The zoo's columns by name.</summary>
    public static TheoryData<string> Zoo { get; } = new(TypeZoo.All.Select(column => column.Name));

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_line_of_the_table_is_what_the_map_does(string name)
    {
        PgScalarForm form = PgScalars.All.Single(line => line.CatalogName == name);
        SourceColumn read = PostgresTypeMap.Instance.ToArrow(form.SqlName);
        Assert.Equal((form.Arrow, form.Extension, form.Read), (read.Field.Type, read.Field.ExtensionName, read.Fidelity));
        SinkColumn kept = PostgresTypeMap.Instance.ToNative(read.Field.WithName("x"));
        Assert.Equal(form.Write, kept.Fidelity);
        Assert.Equal(PgTypeText.Parse(form.SqlName).Name, kept.NativeType);
        Assert.Equal(read.Field.WithName("x"), kept.Stored);
    }

    [Theory]
    [InlineData("int4", "integer", "int32")]
    [InlineData("decimal(10, 2)", "numeric(10,2)", "decimal128(10, 2)")]
    [InlineData("numeric(3,-2)", "numeric(3,-2)", "decimal128(5, 0)")]
    [InlineData("numeric(3,5)", "numeric(3,5)", "decimal128(5, 5)")]
    [InlineData("numeric(76,38)", "numeric(76,38)", "decimal256(76, 38)")]
    [InlineData("numeric(77,1)", "numeric(77,1)", "utf8")]
    [InlineData("varchar(20)", "character varying(20)", "utf8")]
    [InlineData("CHAR(3)", "character(3)", "utf8")]
    [InlineData("bpchar", "bpchar", "utf8")]
    [InlineData("timestamp(3) without time zone", "timestamp(3) without time zone", "timestamp[us]")]
    [InlineData("timestamptz", "timestamp with time zone", "timestamp[us, UTC]")]
    [InlineData("time(0) with time zone", "time(0) with time zone", "utf8")]
    [InlineData("interval day to second(3)", "interval day to second(3)", "month_day_nano_interval")]
    [InlineData("bit varying(5)", "bit varying(5)", "utf8")]
    [InlineData("integer[][3]", "integer[]", "list<item: int32>")]
    [InlineData("numeric(10,2)[]", "numeric(10,2)[]", "list<item: decimal128(10, 2)>")]
    [InlineData("int4range", "int4range", "utf8")]
    [InlineData("datemultirange", "datemultirange", "utf8")]
    [InlineData("\"char\"", "\"char\"", "binary")]
    [InlineData("shop.\"Mood of \"\"day\"\"\"", "shop.\"Mood of \"\"day\"\"\"", "binary")]
    [InlineData("public.geometry(Point,4326)", "public.geometry(Point,4326)", "binary")]
    [InlineData("a; drop table b", "\"a; drop table b\"", "binary")]
    [InlineData("x\" int); --", "\"x\"\" int); --\"", "binary")]
    public void A_native_type_is_read_as_it_is_written(string text, string spelled, string arrow)
    {
        Assert.Equal(spelled, PgTypeText.Parse(text).Name);
        Assert.Equal(arrow, PostgresTypeMap.Instance.ToArrow(text).Field.Type.ToString());
    }

    [Theory]
    [MemberData(nameof(Zoo))]
    public void What_a_field_is_stored_as_is_what_its_native_type_and_mark_are_read_as(string name)
    {
        SinkColumn sink = PostgresTypeMap.Instance.ToNative(TypeZoo.Named(name).Field);
        PgType native = PgTypeText.Parse(sink.NativeType);
        Field? mark = CommentMarks.For(native, sink.Stored);
        Assert.Equal(sink.IsMarked, mark is not null);
        Field read = (CommentMarks.Apply(native, mark) ?? PostgresTypeMap.Instance.ToArrow(sink.NativeType)).Field;
        Assert.Equal((sink.Stored.Type, sink.Stored.ExtensionName), (read.Type, read.ExtensionName));
        Assert.Equal(sink.Fidelity == Fidelity.Exact, sink.Note is null);
        Assert.Equal(sink.NativeType, PostgresTypeMap.Instance.ToNative(sink.Stored).NativeType);
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(1000, 1000)]
    [InlineData(3, -1000)]
    [InlineData(3, -2)]
    [InlineData(1, 0)]
    public void The_digits_of_numeric_are_in_its_modifier(int precision, int scale)
    {
        var type = new PgType(1700, "numeric", "numeric", PgTypeKind.Base) { Modifier = PgType.NumericModifier(precision, scale) };
        Assert.Equal((precision, scale), (type.Precision, type.Scale));
    }

    [Fact]
    public void Marks_of_hostile_metadata_are_no_marks()
    {
        foreach (string metadata in new[] { "", "{", "[]", "1", "{\"type_name\": 1}", "{\"vendor_name\":\"PostgreSQL\"}" })
        {
            Field field = Field.Extension("x", ArrowType.Binary, ExtensionNames.Opaque, metadata);
            Assert.Equal("bytea", PostgresTypeMap.Instance.ToNative(field).NativeType);
        }
    }
}
