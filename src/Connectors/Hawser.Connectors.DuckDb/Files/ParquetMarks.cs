using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>Writes and reads the mark in a Parquet file's metadata that names the types of encoded columns.</summary>
internal static class ParquetMarks
{
    /// <summary>The marks of columns that need one, as JSON; null when none does.</summary>
    public static string? Write(IEnumerable<(string Name, DuckDbType Type)> columns)
    {
        var marks = columns.Where(column => ParquetForms.NeedsMark(column.Type)).ToDictionary(column => column.Name, column => column.Type.ToString());
        return marks.Count == 0 ? null : JsonSerializer.Serialize(marks, TextJson.Default.DictionaryStringString);
    }

    /// <summary>The marks of columns whose extension type comes back only by one, as JSON; null when there are none.</summary>
    public static string? WriteExtensions(IEnumerable<(string Name, DuckDbType Type, Field Field)> columns)
    {
        var marks = columns.Select(column => (column.Name, Mark: CommentMarks.For(column.Type, column.Field))).Where(column => column.Mark is not null)
            .ToDictionary(column => column.Name, column => ColumnMark.Write(column.Mark!)!);
        return marks.Count == 0 ? null : JsonSerializer.Serialize(marks, TextJson.Default.DictionaryStringString);
    }

    /// <summary>The extension types of a file's columns. Of several files only what all of them say is heeded; a mark that is not understood is none.</summary>
    public static Dictionary<string, Field> ReadExtensions(DuckDbConnection connection, FileRelation file, CancellationToken cancellationToken)
    {
        var path = DuckDbDialect.Instance.TextLiteral(FilePattern.Of(file.Path));
        var found = connection.Ask($"SELECT decode(value), count(*) FROM parquet_kv_metadata({path}) WHERE decode(key) = '{ParquetForms.ExtensionsKey}' GROUP BY ALL", cancellationToken).Rows;
        if (found.Count != 1 || found[0].Number(1) != connection.Ask($"SELECT count(*) FROM parquet_file_metadata({path})", cancellationToken).Rows[0].Number(0))
        {
            return [];
        }

        var marks = new Dictionary<string, Field>();
        foreach (var (name, text) in Texts(found[0].Text(0)!))
        {
            if (ColumnMark.TryRead(text, out var mark))
            {
                marks[name] = mark;
            }
        }

        return marks;
    }

    private static Dictionary<string, string> Texts(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TextJson.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The marked types of a file, or of several files; empty when there are none.</summary>
    /// <exception cref="ConnectorException">The files of a pattern do not agree: read as one table, some would silently come back as text.</exception>
    public static Dictionary<string, string> Read(DuckDbConnection connection, FileRelation file, CancellationToken cancellationToken)
    {
        var path = DuckDbDialect.Instance.TextLiteral(FilePattern.Of(file.Path));
        var found = connection.Ask(
            $"SELECT decode(value), count(*) FROM parquet_kv_metadata({path}) WHERE decode(key) = '{ParquetForms.MetadataKey}' GROUP BY ALL", cancellationToken).Rows;
        if (found.Count == 0)
        {
            return [];
        }

        if (found.Count > 1 || found[0].Number(1) != connection.Ask($"SELECT count(*) FROM parquet_file_metadata({path})", cancellationToken).Rows[0].Number(0))
        {
            throw new ConnectorException(ConnectorStatus.InvalidData, DuckDbErrors.Connector, $"{file.Path}: the files keep columns of one name in different forms, so they are not one table.")
            {
                Hint = "Read them one by one.",
            };
        }

        try
        {
            var marks = JsonSerializer.Deserialize(found[0].Text(0)!, TextJson.Default.DictionaryStringString) ?? [];

            // Written anew from the parsed type, so that nothing but a type gets into a statement.
            return marks.ToDictionary(mark => mark.Key, mark => DuckDbTypeParser.Parse(mark.Value).ToString());
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new ConnectorException(ConnectorStatus.InputOutput, DuckDbErrors.Connector, $"{file.Path}: the mark \"{ParquetForms.MetadataKey}\" in the file's metadata cannot be read.", error);
        }
    }
}
