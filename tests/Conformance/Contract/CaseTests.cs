using Hawser.Arrow;
using Hawser.Conformance.CaseFiles;
using Hawser.Conformance.Fixtures;
using Hawser.Conformance.Running;
using Hawser.Connectors;
using Hawser.Testing.Cells;
using Hawser.Testing.Judges;

namespace Hawser.Conformance.Contract;

/// <summary>Runs the text cases that are for a connector.</summary>
public abstract class CaseTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    /// <summary>The names of the cases.</summary>
    public static TheoryData<string> Cases { get; } = Find();

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_case_gives_what_it_says(string name) => QuirkRule.RunAsync(Fixture.Quirks, name, async () =>
    {
        TextCase text = CaseLibrary.Named(name);
        if (text.TextOf("setup") is { } setup)
        {
            await Connection.ExecuteScriptAsync(setup, Token);
        }

        if (text.Find("input") is { } input)
        {
            await WriteAsync(text, FieldText.Parse(input), text.Find("rows")!);
        }
        else if (text.TextOf("query") is { } query)
        {
            await QueryAsync(text, query);
        }

        foreach ((string head, IReadOnlyList<string> expected) in text.Sections.Where(s => s.Head.StartsWith("catalog ", StringComparison.Ordinal)))
        {
            TableModel table = await Connection.Catalog.GetTableAsync(new TableName(head["catalog ".Length..]), Token);
            Equal(text, expected, CatalogText.Of(table));
        }

        await JudgeAsync(text);
    });

    private static TheoryData<string> Find()
    {
        using var fixture = new TFixture();
        return new(CaseLibrary.All.Where(c => c.IsFor(fixture.Name)).Select(c => c.Name));
    }

    private static void Equal(TextCase text, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string wanted = string.Join('\n', expected), got = string.Join('\n', actual);
        Assert.True(wanted == got, $"{text.Place}\nexpected:\n{wanted}\nactual:\n{got}");
    }

    private async Task QueryAsync(TextCase text, string query)
    {
        if (text.Sections.FirstOrDefault(s => s.Head.StartsWith("error ", StringComparison.Ordinal)) is { Head: { } head } expected)
        {
            ConnectorException error = await FailsAsync(Enum.Parse<ConnectorStatus>(head["error ".Length..]), () => RunToEndAsync(query));
            Assert.All(expected.Lines, line => Assert.Contains(line, error.Message, StringComparison.Ordinal));
            return;
        }

        await using QueryResult result = await Connection.QueryAsync(new Statement(query) { ReadOptions = Reading }, Token);
        Schema read = result.Reader.Schema;
        Equal(text, text.Find("schema") ?? throw new FormatException($"{text.Place}: a query needs \"-- schema\"."), FieldText.LinesOf(read));
        List<string> rows = await RowsAsync(result.Reader);
        using RecordBatch wanted = CellReader.Batch(read, text.Find("rows") ?? text.Find("unordered") ?? [], Memory);
        bool isOrdered = text.Find("unordered") is null;
        Equal(text, isOrdered ? CellText.RowsOf(wanted) : CellText.RowsOf(wanted).Order(StringComparer.Ordinal), isOrdered ? rows : rows.Order(StringComparer.Ordinal));
    }

    private async Task RunToEndAsync(string query)
    {
        await using QueryResult result = await Connection.QueryAsync(new Statement(query) { ReadOptions = Reading }, Token);
        await RowsAsync(result.Reader);
    }

    // What is written is read back the same; fields that the sink keeps in another type are the copy engine's to convert, and left out here.
    private async Task WriteAsync(TextCase text, Schema schema, IReadOnlyList<string> rows)
    {
        using RecordBatch all = CellReader.Batch(schema, rows, Memory);
        int[] kept = [.. Enumerable.Range(0, schema.Fields.Count).Where(i => IsKept(schema[i]))];
        if (kept.Length < 2)
        {
            return;
        }

        using RecordBatch batch = all.Select(kept);
        await LoadAsync("cases", batch);
        ScanRequest scan = Fixture.Scan("cases", batch.Schema) with { ReadOptions = Reading };
        Equal(text, CellText.RowsOf(batch), await RowsAsync(Connection, scan));
    }

    private bool IsKept(Field field)
    {
        try
        {
            SinkColumn sink = Fixture.TypeMap.ToNative(field);
            return sink.Fidelity != Fidelity.Lossy && sink.Stored.Type.Equals(field.Type);
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.NotSupported)
        {
            return false;
        }
    }

    // The engine's own tools say what is stored, never our reader.
    private async Task JudgeAsync(TextCase text)
    {
        if (text.Find($"judge {Fixture.Name}") is not { } expected)
        {
            return;
        }

        if (Fixture.Judged() is { } rows)
        {
            // A line break in a cell is one in the case too.
            Equal(text, expected, rows.SelectMany(row => row.Split('\n')));
            return;
        }

        if (Fixture.DatabasePath is not { } path)
        {
            return;
        }

        await Connection.DisposeAsync();
        await Database.DisposeAsync();
        IEnumerable<string> judged = Fixture.Name == "sqlite"
            ? Sqlite3Judge.Query(path, "SELECT * FROM cases").Rows.Select(r => string.Join(" | ", r.Select(v => v.ToString())))
            : DuckDbJudge.Query(path, "SELECT * FROM cases").Rows.Select(r => string.Join(" | ", r.Select(v => v ?? "NULL")));
        Equal(text, expected, judged);
    }
}
