namespace Hawser.Arrow;

/// <summary>Compares two schemas or batches.</summary>
public static class BatchComparer
{
    /// <summary>The first difference of two batches, schema first, then column by column; null when there is none.</summary>
    /// <param name="left">One batch.</param>
    /// <param name="right">The other batch.</param>
    /// <param name="options">What counts; default everything.</param>
    public static Difference? Compare(RecordBatch left, RecordBatch right, CompareOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        options ??= CompareOptions.Exact;
        if (Compare(left.Schema, right.Schema, options) is { } schema)
        {
            return schema;
        }

        if (left.RowCount != right.RowCount)
        {
            return new Difference("rows", -1, $"{left.RowCount}", $"{right.RowCount}");
        }

        for (int i = 0; i < left.Columns.Length; i++)
        {
            if (ArrayComparer.Compare(left[i], right[i], options, left.Schema[i]) is { } column)
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The first difference of two schemas; null when there is none.</summary>
    /// <param name="left">One schema.</param>
    /// <param name="right">The other schema.</param>
    /// <param name="options">What counts; default everything.</param>
    public static Difference? Compare(Schema left, Schema right, CompareOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        options ??= CompareOptions.Exact;
        for (int i = 0; i < Math.Max(left.Fields.Count, right.Fields.Count); i++)
        {
            if (i >= left.Fields.Count || i >= right.Fields.Count || !Same(left[i], right[i], options))
            {
                return new Difference("schema", -1, Show(left, i, options), Show(right, i, options));
            }
        }

        return options.Metadata && !left.Metadata.Equals(right.Metadata)
            ? new Difference("schema", -1, Show(left.Metadata), Show(right.Metadata))
            : null;
    }

    private static bool Same(Field left, Field right, CompareOptions options) =>
        left.Name == right.Name
        && ArrayComparer.SameType(left.Type, right.Type, options)
        && (!options.Nullability || left.IsNullable == right.IsNullable)
        && (!options.Metadata || left.Metadata.Equals(right.Metadata));

    private static string Show(Schema schema, int index, CompareOptions options) =>
        index >= schema.Fields.Count ? "no column" : options.Metadata && schema[index].Metadata.Count > 0 ? $"{schema[index]} {Show(schema[index].Metadata)}" : schema[index].ToString();

    private static string Show(ArrowMetadata metadata) => $"{{{string.Join(", ", metadata.Select(e => $"{e.Key}={e.Value}"))}}}";
}
