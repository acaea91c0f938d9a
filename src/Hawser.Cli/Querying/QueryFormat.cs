namespace Hawser.Cli.Querying;

/// <summary>How rows are written.</summary>
internal enum QueryFormat
{
    Table,
    Csv,
    Json,
    JsonLines,
    ArrowStream,
    ArrowFile,
    Parquet,
}
