using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;
using Hawser.Connectors.DuckDb.Write;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>The columns of a written file and the COPY that writes them.</summary>
internal static class FileColumns
{
    public static LoadColumn Column(FileRelation file, Field field, int source, TableModel? definition)
    {
        var planned = definition?.Column(field.Name)?.NativeType;
        var type = planned is null ? DuckDbTypeParser.Parse(DuckDbFileFormats.Get(file.Format).TypeMap!.ToNative(field).NativeType) : DuckDbTypeParser.Parse(planned);
        var form = VectorEncoders.Create(field, type);
        return CastRules.IsWhole(form.Type, type, field)
            ? new LoadColumn(new ScanColumn(source, field.Name, form, IsRequired: false), field.Name, type)
            : throw DuckDbErrors.Unwritable(field, $"the file's column is {type}");
    }

    public static string Copy(IReadOnlyList<LoadColumn> columns, Schema schema, string source, string path, FileRelation file, FormatOptions options)
    {
        var dialect = DuckDbDialect.Instance;
        var isParquet = file.Format == DuckDbFileFormats.Parquet;
        var values = string.Join(", ", columns.Select((column, i) => $"{Value(column, BatchScan.ColumnName(i), isParquet)} AS {dialect.QuoteName(column.Target)}"));
        var settings = Settings(file, options);
        string[] marks = isParquet ? [.. Marks(columns, schema)] : [];
        if (marks.Length > 0)
        {
            settings = settings.Append($"KV_METADATA {{{string.Join(", ", marks)}}}");
        }

        return $"COPY (SELECT {values} FROM {source}) TO {dialect.TextLiteral(path)} ({string.Join(", ", settings)})";
    }

    private static IEnumerable<string> Marks(IReadOnlyList<LoadColumn> columns, Schema schema)
    {
        var dialect = DuckDbDialect.Instance;
        if (ParquetMarks.Write(columns.Select(column => (column.Target, column.Type))) is { } types)
        {
            yield return $"{dialect.TextLiteral(ParquetForms.MetadataKey)}: {dialect.TextLiteral(types)}";
        }

        if (ParquetMarks.WriteExtensions(columns.Select(column => (column.Target, column.Type, schema[column.Scan.Source]))) is { } extensions)
        {
            yield return $"{dialect.TextLiteral(ParquetForms.ExtensionsKey)}: {dialect.TextLiteral(extensions)}";
        }
    }

    private static string Value(LoadColumn column, string name, bool isParquet)
    {
        var value = column.Scan.Form.Type.Equals(column.Type) ? name : $"CAST({name} AS {column.Type})";
        return isParquet && ParquetForms.NeedsMark(column.Type) ? $"CAST({value} AS {ParquetForms.Physical(column.Type)})" : value;
    }

    private static IEnumerable<string> Settings(FileRelation file, FormatOptions options)
    {
        switch (file.Format)
        {
            case DuckDbFileFormats.Parquet:
                yield return "FORMAT parquet";
                yield return $"COMPRESSION {options.Text(DuckDbFileFormats.CompressionKey)}";
                yield return $"ROW_GROUP_SIZE {options.Text(DuckDbFileFormats.RowGroupRowsKey)}";
                break;
            case DuckDbFileFormats.Json or DuckDbFileFormats.NdJson:
                yield return "FORMAT json";
                yield return $"ARRAY {(file.Format == DuckDbFileFormats.Json ? "true" : "false")}";
                yield return Compression(file.Path);
                break;
            default:
                foreach (var setting in CsvSettings(file, options))
                {
                    yield return setting;
                }

                break;
        }
    }

    private static IEnumerable<string> CsvSettings(FileRelation file, FormatOptions options)
    {
        var dialect = DuckDbDialect.Instance;
        yield return "FORMAT csv";
        yield return Compression(file.Path);
        yield return $"DELIMITER {dialect.TextLiteral(options.Text(DuckDbFileFormats.DelimiterKey) ?? (file.Format == DuckDbFileFormats.Tsv ? "\t" : ","))}";
        yield return $"HEADER {(!options.IsGiven(DuckDbFileFormats.HeaderKey) || options.Flag(DuckDbFileFormats.HeaderKey) ? "true" : "false")}";
        foreach (var (key, name) in TextSettings)
        {
            if (options.Text(key) is { } value)
            {
                yield return $"{name} {dialect.TextLiteral(value)}";
            }
        }
    }

    private static readonly (string Key, string Name)[] TextSettings =
    [
        (DuckDbFileFormats.QuoteKey, "QUOTE"),
        (DuckDbFileFormats.EscapeKey, "ESCAPE"),
        (DuckDbFileFormats.NullKey, "NULLSTR"),
        (DuckDbFileFormats.DateFormatKey, "DATEFORMAT"),
        (DuckDbFileFormats.TimestampFormatKey, "TIMESTAMPFORMAT"),
    ];

    private static string Compression(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".GZ" => "COMPRESSION gzip",
        ".ZST" => "COMPRESSION zstd",
        _ => "COMPRESSION none",
    };
}
