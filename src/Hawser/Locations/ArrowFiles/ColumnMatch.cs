using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Brings the columns of a load into the order of the target's, matched by name.</summary>
internal sealed class ColumnMatch
{
    private readonly Schema _target;
    private readonly int[]? _sources;
    private readonly string _path;

    private ColumnMatch(Schema target, int[]? sources, string path)
    {
        _target = target;
        _sources = sources;
        _path = path;
    }

    /// <summary>A match for a target that is made of the load's own columns.</summary>
    public static ColumnMatch Same(Schema schema, string path) => new(schema, null, path);

    /// <summary>A match for a target that exists.</summary>
    /// <exception cref="ConnectorException">A column is missing, extra or of another type, and the request does not allow it.</exception>
    public static ColumnMatch ByName(LoadRequest request, Schema target, string path)
    {
        var given = request.Schema;
        var extra = given.Fields.Where(field => target.IndexOf(field.Name) < 0).Select(field => field.Name).ToList();
        if (extra.Count > 0 && !request.AllowExtraColumns)
        {
            throw Misfit(path, $"it lacks columns that the source has: {string.Join(", ", extra)}.", "Allow extra columns to leave them out.");
        }

        var missing = target.Fields.Where(field => given.IndexOf(field.Name) < 0).ToList();
        if (missing.Count > 0 && !request.AllowMissingColumns)
        {
            throw Misfit(path, $"it has columns that the source lacks: {string.Join(", ", missing.Select(field => field.Name))}.", "Allow missing columns to fill them with null.");
        }

        if (missing.Find(field => !field.IsNullable) is { } required)
        {
            throw Misfit(path, $"column \"{required.Name}\" may not be null, and the source lacks it.", null);
        }

        if (target.Fields.FirstOrDefault(field => given.IndexOf(field.Name) is >= 0 and var index && !given[index].Type.Equals(field.Type)) is { } other)
        {
            throw Misfit(path, $"column \"{other.Name}\" is {other.Type} and takes no {given[given.IndexOf(other.Name)].Type}.", null);
        }

        return new ColumnMatch(target, [.. target.Fields.Select(field => given.IndexOf(field.Name))], path);
    }

    /// <summary>A batch of the target's schema. The caller disposes it.</summary>
    /// <exception cref="ConnectorException">A null stands where the target takes none.</exception>
    public RecordBatch Apply(RecordBatch batch, long firstRow, ArrowAllocator allocator)
    {
        var columns = new ArrowArray[_target.Fields.Count];
        for (var index = 0; index < columns.Length; index++)
        {
            var source = _sources is null ? index : _sources[index];
            columns[index] = source < 0 ? Nulls(_target[index].Type, batch.RowCount, allocator) : batch[source].Retain();
        }

        var matched = new RecordBatch(_target, batch.RowCount, columns);
        for (var index = 0; index < columns.Length; index++)
        {
            if (!_target[index].IsNullable && _target[index].Type.Id != ArrowTypeId.Null && columns[index].NullCount > 0)
            {
                var row = Enumerable.Range(0, batch.RowCount).First(columns[index].IsNull);
                matched.Dispose();
                throw ArrowErrors.Of(ConnectorStatus.ConstraintViolation, _path, $"column \"{_target[index].Name}\" may not be null, and row {firstRow + row} is.");
            }
        }

        return matched;
    }

    private static ConnectorException Misfit(string path, string detail, string? hint) => ArrowErrors.Of(ConnectorStatus.InvalidData, path, detail, hint);

    private static ArrowArray Nulls(ArrowType type, int count, ArrowAllocator allocator)
    {
        using var builder = ArrayBuilder.Create(type, allocator);
        builder.AppendNulls(count);
        return builder.Finish();
    }
}
