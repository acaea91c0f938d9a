namespace Hawser.Connectors.DuckDb.Files;

/// <summary>The file formats that DuckDB reads and writes, and the functions that a location may call.</summary>
internal static class DuckDbFileFormats
{
    public const string Csv = "csv";
    public const string Tsv = "tsv";
    public const string Json = "json";
    public const string NdJson = "ndjson";
    public const string Parquet = "parquet";

    public const string DelimiterKey = "delimiter";
    public const string QuoteKey = "quote";
    public const string EscapeKey = "escape";
    public const string HeaderKey = "header";
    public const string NullKey = "null";
    public const string SkipKey = "skip";
    public const string TypesKey = "types";
    public const string AllTextKey = "all_text";
    public const string DateFormatKey = "date_format";
    public const string TimestampFormatKey = "timestamp_format";
    public const string SampleRowsKey = "sample_rows";
    public const string CompressionKey = "compression";
    public const string RowGroupRowsKey = "row_group_rows";

    private static readonly string[] Compressed = [".gz", ".zst"];

    private static readonly OptionDefinition[] CsvOptions =
    [
        new(DelimiterKey, OptionKind.Text, "The text between two values; found by looking when it is not given."),
        new(QuoteKey, OptionKind.Text, "The character around values."),
        new(EscapeKey, OptionKind.Text, "The character before a quote inside a value."),
        new(HeaderKey, OptionKind.Boolean, "Whether the first line holds the columns' names; found by looking when it is not given, and written by default."),
        new(NullKey, OptionKind.Text, "The text, not in quotes, that stands for NULL; the empty text by default."),
        new(SkipKey, OptionKind.Integer, "How many lines before the header are no rows."),
        new(TypesKey, OptionKind.Text, "Types of columns by name, as JSON: {\"id\": \"BIGINT\"}."),
        new(AllTextKey, OptionKind.Boolean, "Whether every column is read as text.") { Default = "false" },
        new(DateFormatKey, OptionKind.Text, "How dates are written, as strftime has it; ISO 8601 by default."),
        new(TimestampFormatKey, OptionKind.Text, "How timestamps are written, as strftime has it; ISO 8601 by default."),
        new(SampleRowsKey, OptionKind.Integer, "How many rows are looked at to find the types; -1 for all, which is what a file of up to 32 MiB gets when nothing is said.") { Default = "20480" },
    ];

    private static readonly OptionDefinition[] JsonOptions =
    [
        new(TypesKey, OptionKind.Text, "Types of all columns by name, as JSON: {\"id\": \"BIGINT\"}; a member that is not named is not read. Without it all objects are looked at."),
    ];

    private static readonly OptionDefinition[] ParquetOptions =
    [
        new(CompressionKey, OptionKind.Choice, "How a written file is compressed.") { Default = "zstd", Choices = ["uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"] },
        new(RowGroupRowsKey, OptionKind.Integer, "How many rows a row group of a written file has.") { Default = "122880" },
    ];

    public static IReadOnlyList<FileFormat> All { get; } =
    [
        new(Csv, new FileSignature { Endings = [".csv"] }, ConnectorRoles.SourceAndSink) { Compressions = Compressed, Options = CsvOptions, IsTyped = false, TypeMap = TextFileTypeMap.Csv },
        new(Tsv, new FileSignature { Endings = [".tsv", ".tab"] }, ConnectorRoles.SourceAndSink) { Compressions = Compressed, Options = CsvOptions, IsTyped = false, TypeMap = TextFileTypeMap.Csv },
        new(Json, new FileSignature { Endings = [".json"] }, ConnectorRoles.SourceAndSink) { Compressions = Compressed, Options = JsonOptions, IsTyped = false, TypeMap = TextFileTypeMap.Json },
        new(NdJson, new FileSignature { Endings = [".ndjson", ".jsonl"] }, ConnectorRoles.SourceAndSink) { Compressions = Compressed, Options = JsonOptions, IsTyped = false, TypeMap = TextFileTypeMap.Json },
        new(Parquet, new FileSignature { Endings = [".parquet", ".pq"], Magic = "PAR1"u8.ToArray() }, ConnectorRoles.SourceAndSink) { Options = ParquetOptions, TypeMap = ParquetTypeMap.Instance },
    ];

    /// <summary>Functions that only read.</summary>
    public static IReadOnlyList<string> TableFunctions { get; } =
    [
        "read_csv", "read_csv_auto", "read_json", "read_json_auto", "read_ndjson", "read_ndjson_auto", "read_parquet", "parquet_scan",
        "read_text", "read_blob", "sniff_csv", "parquet_schema", "parquet_metadata", "parquet_file_metadata", "parquet_kv_metadata", "glob", "range", "generate_series",
    ];

    /// <summary>The format of a name.</summary>
    /// <exception cref="ConnectorException">There is none.</exception>
    public static FileFormat Get(string name) => All.FirstOrDefault(format => format.Name == name)
        ?? throw new ConnectorException(ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, $"there is no file format \"{name}\"; known are {string.Join(", ", All.Select(format => format.Name))}.");
}
