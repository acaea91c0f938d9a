using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>Binds values to a statement's placeholders: by name where the value has one, else by position.</summary>
internal static class ParameterBinder
{
    /// <exception cref="ConnectorException">A placeholder gets no value, or a value no placeholder.</exception>
    public static void Bind(NativeStatement statement, IReadOnlyList<Parameter> parameters)
    {
        var count = statement.ParameterCount;
        if (count == 0 && parameters.Count == 0)
        {
            return;
        }

        using var batch = ParameterBatch.Create(parameters);
        var columns = Match(statement, count, parameters);
        for (var i = 0; i < count; i++)
        {
            statement.Bind(i, CellValues.Create(batch[columns[i]], batch.Schema[columns[i]], 0));
        }
    }

    /// <summary>Binds one row, its columns by position.</summary>
    public static void BindRow(NativeStatement statement, RecordBatch batch, int row)
    {
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            statement.Bind(i, CellValues.Create(batch[i], batch.Schema[i], row));
        }
    }

    /// <exception cref="ConnectorException">The row does not have as many columns as the statement has placeholders.</exception>
    public static void CheckCount(NativeStatement statement, int given)
    {
        if (statement.ParameterCount != given)
        {
            throw Wrong($"the statement has {statement.ParameterCount} placeholder(s); {given} value(s) are given");
        }
    }

    private static int[] Match(NativeStatement statement, int count, IReadOnlyList<Parameter> parameters)
    {
        if (parameters.All(parameter => parameter.Name is null))
        {
            CheckCount(statement, parameters.Count);
            return [.. Enumerable.Range(0, count)];
        }

        var used = new HashSet<int>();
        var columns = new int[count];
        for (var i = 0; i < count; i++)
        {
            var name = statement.ParameterName(i);
            columns[i] = Enumerable.Range(0, parameters.Count)
                .FirstOrDefault(p => string.Equals(parameters[p].Name?.TrimStart('$'), name, StringComparison.OrdinalIgnoreCase), -1);
            if (columns[i] < 0)
            {
                throw Wrong($"the placeholder ${name} gets no value; values are given for {string.Join(", ", parameters.Select(p => p.Name ?? "?"))}");
            }

            used.Add(columns[i]);
        }

        return used.Count == parameters.Count
            ? columns
            : throw Wrong($"the statement has no placeholder ${parameters[Enumerable.Range(0, parameters.Count).First(p => !used.Contains(p))].Name}");
    }

    private static ConnectorException Wrong(string detail) => new(ConnectorStatus.InvalidStatement, DuckDbErrors.Connector, detail + ".");
}
