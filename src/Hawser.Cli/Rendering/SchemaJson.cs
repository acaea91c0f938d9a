using System.Text.Json;
using Hawser.Cli.Copying;
using Hawser.Connectors;

namespace Hawser.Cli.Rendering;

/// <summary>Tables for programs.</summary>
internal static class SchemaJson
{
    public static void Write(Utf8JsonWriter json, SchemaView view)
    {
        json.WriteStartObject();
        json.WriteString("location", view.Location);
        json.WriteString("connector", view.Connector);
        json.WriteStringIf("server_version", view.ServerVersion);
        json.WriteArray("tables", view.Tables, (j, t) => Table(j, t, view));
        json.WriteArray("sequences", view.Sequences, Sequence);
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, TableModel table, SchemaView view)
    {
        json.WriteStringIf("catalog", table.Name.Catalog);
        json.WriteStringIf("schema", table.Name.Schema);
        json.WriteString("name", table.Name.Name);
        json.WriteString("kind", Words.Of(table.Kind));
        if (view.EstimatedRows.TryGetValue(table.Name, out long rows))
        {
            json.WriteNumber("estimated_rows", rows);
        }

        json.WriteStringIf("comment", table.Comment);
        json.WriteArray("columns", table.Columns, Column);
        if (table.PrimaryKey is { } key)
        {
            json.WriteStartObject("primary_key");
            Key(json, key);
            json.WriteEndObject();
        }

        json.WriteArray("unique_constraints", table.UniqueConstraints, Key);
        json.WriteArray("indexes", table.Indexes, Index);
        json.WriteArray("foreign_keys", table.ForeignKeys, ForeignKey);
        json.WriteArray("checks", table.Checks, (j, c) =>
        {
            j.WriteStringIf("name", c.Name);
            j.WriteString("expression", c.Expression);
        });
        json.WriteStrings("triggers", table.Triggers);
        json.WriteStringIf("view_definition", table.ViewDefinition);
        json.WriteStartObject("properties");
        foreach ((string name, string value) in table.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter json, ColumnModel column)
    {
        json.WriteString("name", column.Name);
        json.WriteString("native_type", column.NativeType);
        json.WriteString("arrow_type", column.Field.Type.ToString());
        json.WriteString("arrow_format", column.Field.Type.Format);
        json.WriteStringIf("extension", column.Field.ExtensionName);
        json.WriteBoolean("nullable", column.IsNullable);
        json.WriteString("read_fidelity", Words.Of(column.ReadFidelity));
        json.WriteStringIf("read_note", column.ReadNote);
        json.WriteStringIf("default", column.Default);
        json.WriteStringIf("collation", column.Collation);
        json.WriteStringIf("comment", column.Comment);
        if (column.Generated is { } generated)
        {
            json.WriteStartObject("generated");
            json.WriteString("expression", generated.Expression);
            json.WriteBoolean("stored", generated.IsStored);
            json.WriteEndObject();
        }

        if (column.Identity is { } identity)
        {
            Identity(json, identity);
        }
    }

    private static void Identity(Utf8JsonWriter json, IdentityModel identity)
    {
        json.WriteStartObject("identity");
        json.WriteBoolean("always", identity.IsAlways);
        NumberIf(json, "start", identity.Start);
        NumberIf(json, "increment", identity.Increment);
        NumberIf(json, "next", identity.Next);
        json.WriteStringIf("sequence", identity.Sequence);
        json.WriteEndObject();
    }

    private static void Key(Utf8JsonWriter json, KeyModel key)
    {
        json.WriteStringIf("name", key.Name);
        json.WriteStrings("columns", key.Columns);
    }

    private static void Index(Utf8JsonWriter json, IndexModel index)
    {
        json.WriteString("name", index.Name);
        json.WriteBoolean("unique", index.IsUnique);
        json.WriteStringIf("method", index.Method);
        json.WriteArray("parts", index.Parts, (j, p) =>
        {
            j.WriteStringIf("column", p.Column);
            j.WriteStringIf("expression", p.Expression);
            j.WriteStringIf("collation", p.Collation);
            j.WriteBoolean("descending", p.IsDescending);
        });
        json.WriteStrings("included_columns", index.IncludedColumns);
        json.WriteStringIf("predicate", index.Predicate);
        json.WriteStringIf("definition", index.Definition);
    }

    private static void ForeignKey(Utf8JsonWriter json, ForeignKeyModel key)
    {
        json.WriteStringIf("name", key.Name);
        json.WriteStrings("columns", key.Columns);
        json.WriteString("referenced_table", key.ReferencedTable.ToString());
        json.WriteStrings("referenced_columns", key.ReferencedColumns);
        json.WriteString("on_delete", Words.Of(key.OnDelete));
        json.WriteString("on_update", Words.Of(key.OnUpdate));
        json.WriteBoolean("deferrable", key.IsDeferrable);
        json.WriteBoolean("initially_deferred", key.IsInitiallyDeferred);
    }

    private static void Sequence(Utf8JsonWriter json, SequenceModel sequence)
    {
        json.WriteString("name", sequence.Name.ToString());
        json.WriteNumber("start", sequence.Start);
        json.WriteNumber("increment", sequence.Increment);
        NumberIf(json, "next", sequence.Next);
    }

    private static void NumberIf(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
