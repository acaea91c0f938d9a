using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Conformance.Running;
using Hawser.Connectors;
using Hawser.Testing.Cells;
using Hawser.Testing.Zoo;

namespace Hawser.Conformance.Contract;

/// <summary>Every type of the zoo, through the connector and back, held to the fidelity that its type map declares.</summary>
public abstract class TypeTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    /// <summary>The zoo's columns by name.</summary>
    public static TheoryData<string> Columns { get; } = new(TypeZoo.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Columns))]
    public Task A_column_comes_back_as_its_fidelity_says(string name) => QuirkRule.RunAsync(Fixture.Quirks, $"type {name}", async () =>
    {
        if (!Is(ConnectorRoles.Sink) || SinkFor(TypeZoo.Named(name).Field) is not { } sink)
        {
            return;
        }

        Assert.Equal(sink.Fidelity == Fidelity.Exact, sink.Note is null);
        if (sink.Fidelity == Fidelity.Lossy)
        {
            return;
        }

        if (sink.Fidelity == Fidelity.Exact || sink.Stored.Type.Equals(TypeZoo.Named(name).Field.Type))
        {
            await RoundTripAsync(TypeZoo.Named(name), sink);
        }
        else
        {
            // The copy engine converts before it writes; the connector must then keep what it asked for.
            Assert.Equal(sink.Stored.Type, SinkFor(sink.Stored)?.Stored.Type);
        }
    });

    [Theory]
    [MemberData(nameof(Columns))]
    public Task A_native_type_is_read_as_what_was_stored(string name) => QuirkRule.RunAsync(Fixture.Quirks, $"native {name}", () =>
    {
        if (SinkFor(TypeZoo.Named(name).Field) is { NativeType.Length: > 0 } sink && Fixture.HasNativeTypes)
        {
            Field read = Fixture.TypeMap.ToArrow(sink.NativeType).Field;
            bool isSame = sink.Stored.Type.Equals(read.Type) && sink.Stored.ExtensionName == read.ExtensionName;
            Assert.True(isSame != sink.IsMarked, $"{sink.Stored} is kept as {sink.NativeType}, {(sink.IsMarked ? "with" : "without")} a mark, and that alone is read as {read}.");
        }

        return Task.CompletedTask;
    });

    [Theory]
    [MemberData(nameof(Columns))]
    public Task The_table_for_people_says_what_the_map_does(string name) => QuirkRule.RunAsync(Fixture.Quirks, $"row {name}", () =>
    {
        ZooColumn column = TypeZoo.Named(name);
        Fidelity? fidelity = SinkFor(column.Field)?.Fidelity;
        string[] wanted = column.Field.ExtensionName is { } extension ? [extension, "extension"] : TypeWords.Of(column.Field.Type);
        TypeMapRow[] rows = [.. Fixture.TypeMap.Rows.Where(r => r.Write is not null && TypeWords.In(r.ArrowType).Intersect(wanted).Any())];
        Assert.True(
            fidelity is null ? rows.All(r => r.ArrowType != column.Field.Type.ToString()) : rows.Any(r => r.Write == fidelity || r.Note is { } note && note.Contains("as exact as", StringComparison.Ordinal)),
            $"{column.Field} is written as {fidelity?.ToString() ?? "not supported"}; the table's rows for {wanted[0]} say {string.Join(", ", rows.Select(r => $"{r.NativeType}: {r.Write}"))}.");
        return Task.CompletedTask;
    });

    [Fact]
    public Task An_unknown_native_type_is_read_as_opaque_or_by_rule_and_never_fails() => RunAsync(() =>
    {
        if (Fixture.HasNativeTypes)
        {
            SourceColumn source = Fixture.TypeMap.ToArrow("SURELY_NO_TYPE_OF_ANYBODY");
            Assert.True(source.Field.ExtensionName == ExtensionNames.Opaque || source.Fidelity != Fidelity.Exact || source.Note is not null, $"It is read as {source.Field} without a word.");
        }

        return Task.CompletedTask;
    });

    private SinkColumn? SinkFor(Field field)
    {
        try
        {
            return Fixture.TypeMap.ToNative(field);
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.NotSupported)
        {
            return null;
        }
    }

    private async Task RoundTripAsync(ZooColumn column, SinkColumn sink)
    {
        using RecordBatch batch = column.ToBatch(Memory);
        try
        {
            await LoadAsync("zoo", batch);
        }
        catch (ConnectorException error) when (sink.Fidelity is Fidelity.Checked && error.Status is ConnectorStatus.InvalidData)
        {
            await EachCellAsync(batch, column);
            return;
        }

        await CompareAsync("zoo", batch, sink);
    }

    private async Task CompareAsync(string table, RecordBatch batch, SinkColumn sink)
    {
        ScanRequest scan = Fixture.Scan(table, new Schema([batch.Schema[0], sink.Stored])) with { ReadOptions = Reading };
        await using RecordBatchReader reader = await Connection.ReadAsync(scan, Token);
        Assert.Equal(sink.Stored.Type, reader.Schema[1].Type);
        Assert.Equal(sink.Stored.ExtensionName, reader.Schema[1].ExtensionName);
        Assert.Equal(sink.Stored.ExtensionMetadata ?? "", reader.Schema[1].ExtensionMetadata ?? "");
        Assert.True(!Fixture.KeepsNullability || reader.Schema[1].IsNullable == batch.Schema[1].IsNullable, "The nullability is not what was written.");
        if (scan.Schema is null)
        {
            RelationDescription described = await DescribeElsewhereAsync(scan.Relation);
            Assert.Equal(reader.Schema.Fields, described.Schema.Fields);
        }

        List<string> rows = await RowsAsync(reader);
        Assert.Equal(CellText.RowsOf(batch), Fixture.KeepsOrder ? rows : [.. rows.OrderBy(r => int.Parse(r.AsSpan(1, r.IndexOf(',', StringComparison.Ordinal) - 1), null))]);
    }

    // Each value alone: it comes back as it was, or is refused by an error that names the column.
    private async Task EachCellAsync(RecordBatch batch, ZooColumn column)
    {
        SinkColumn sink = SinkFor(column.Field)!;
        int kept = 0;
        for (int row = 0; row < batch.RowCount; row++)
        {
            using RecordBatch one = batch.Slice(row, 1);
            try
            {
                await LoadAsync($"zoo{row}", one);
            }
            catch (ConnectorException error) when (error.Status is ConnectorStatus.InvalidData)
            {
                Assert.Contains(column.Name, error.Message, StringComparison.Ordinal);
                continue;
            }

            await CompareAsync($"zoo{row}", one, sink);
            kept++;
        }

        Assert.InRange(kept, 1, batch.RowCount - 1);
    }

    private async Task<RelationDescription> DescribeElsewhereAsync(Relation relation)
    {
        await using Connection second = await Database.OpenConnectionAsync(Token);
        return await second.DescribeAsync(relation, Reading, Token);
    }
}
