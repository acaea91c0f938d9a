using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Connectors.MySql.Types;
using Hawser.Testing.MySql;
using Hawser.Testing.Zoo;

namespace Hawser.Connectors.MySql.Tests.Types;

public sealed class SinkFormTests
{
    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public async Task A_column_that_is_made_for_a_field_is_read_as_the_field_that_was_said(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(flavour: flavour);
        TypeMap types = test.Database.TypeMap;
        Field[] fields = [.. TypeZoo.All.Select(column => column.Field), .. Others()];
        SinkColumn[] sinks = [.. fields.Select(types.ToNative)];
        var model = new TableModel(new TableName("made"), [.. fields.Select((field, i) => new ColumnModel($"c{i}", sinks[i].NativeType, sinks[i].Stored.WithName($"c{i}")) { IsNullable = i % 2 == 0 })]);
        await ((MySqlConnection)test.Connection).MakeTableAsync(model, TestDatabase.Token);
        TableModel read = test.Connection.Catalog.GetTable(model.Name);
        for (int i = 0; i < fields.Length; i++)
        {
            Assert.Equal(Words(fields[i], sinks[i].Stored.WithNullable(i % 2 == 0)), Words(fields[i], read.Columns[i].Field));
            Assert.Equal(sinks[i].Stored.WithName("").WithNullable(true), read.Columns[i].Field.WithName("").WithNullable(true));
            Assert.Null(read.Columns[i].Comment);
        }
    }

    [Theory]
    [InlineData("int); DROP TABLE made; --")]
    [InlineData("enum('a') COMMENT 'x'")]
    [InlineData("varchar(99999)")]
    [InlineData("nothing`; DROP")]
    public void A_native_type_that_a_file_names_reaches_no_statement_but_by_its_parts(string claimed)
    {
        var field = new Field("c", ArrowType.Int32, true, new ArrowMetadata([new(FieldMarks.TypeKey, claimed)]));
        Assert.Contains(new MySqlTypeMap(SinkRules.Default).ToNative(field).NativeType, (string[])["int"]);
    }

    private static string Words(Field of, Field field) =>
        $"{of.Name}: {field.Type} {(field.IsNullable ? "" : "not null")} {string.Join(", ", field.Metadata.Select(entry => $"{entry.Key} = {entry.Value}"))}";

    private static IEnumerable<Field> Others()
    {
        yield return new Field("zoned", new TimestampType(TimeUnit.Millisecond, "Europe/Berlin"));
        yield return new Field("wide", DecimalType.Decimal256(76, 38));
        yield return new Field("upscaled", DecimalType.Decimal128(5, -3));
        yield return new Field("long bytes", new FixedSizeBinaryType(300));
        yield return new Field("huge bytes", new FixedSizeBinaryType(70_000));
        yield return new Field("known length", ArrowType.Utf8, true, new ArrowMetadata([new("postgres:type", "character varying(20)")]));
        yield return SourceForms.Of(MySqlTypeText.Parse("enum('a','b''c','x\\\\y','n\\nl','ü)')"), ReadingRules.Default).Field.WithName("enum");
        yield return SourceForms.Of(MySqlTypeText.Parse("set('x','y')"), ReadingRules.Default).Field.WithName("set");
        foreach (string native in (string[])["bit(12)", "year(4)", "mediumint(7) unsigned", "datetime(3)", "timestamp(2)", "time(1)", "char(7)", "varchar(30)", "mediumtext", "varbinary(9)", "point", "inet6", "double unsigned", "tinyint(1)"])
        {
            yield return SourceForms.Of(MySqlTypeText.Parse(native), ReadingRules.Default).Field.WithName(native);
        }
    }
}
