using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Binds rows of Arrow columns to a statement's placeholders.</summary>
internal sealed class ParameterBinder
{
    private readonly SqliteStatement _statement;
    private readonly CellEncoder[] _encoders;
    private readonly Schema _schema;

    private ParameterBinder(SqliteStatement statement, Schema schema, CellEncoder[] encoders)
    {
        _statement = statement;
        _schema = schema;
        _encoders = encoders;
    }

    /// <summary>Binds columns by position.</summary>
    public static ParameterBinder ByPosition(SqliteStatement statement, Schema schema)
    {
        if (schema.Fields.Count != statement.ParameterCount)
        {
            throw Mismatch(statement.ParameterCount, schema.Fields.Count);
        }

        return new ParameterBinder(statement, schema, [.. schema.Fields.Select((field, i) => Encoder(field, i + 1))]);
    }

    /// <summary>Binds parameters by name where they have one, by position otherwise.</summary>
    public static ParameterBinder ByName(SqliteStatement statement, IReadOnlyList<Parameter> parameters, Schema schema)
    {
        CellEncoder[] encoders = new CellEncoder[parameters.Count];
        HashSet<int> bound = [];
        for (int i = 0; i < encoders.Length; i++)
        {
            int position = parameters[i].Name is { } name ? FindPlaceholder(statement, name) : i + 1;
            if (position > statement.ParameterCount)
            {
                throw Mismatch(statement.ParameterCount, parameters.Count);
            }

            if (!bound.Add(position))
            {
                throw SqliteErrors.Create(ConnectorStatus.InvalidStatement, $"the placeholder {Describe(statement, position)} is bound twice.");
            }

            encoders[i] = Encoder(schema[i], position);
        }

        for (int position = 1; position <= statement.ParameterCount; position++)
        {
            if (!bound.Contains(position))
            {
                throw SqliteErrors.Create(ConnectorStatus.InvalidStatement, $"no value is given for the placeholder {Describe(statement, position)}.");
            }
        }

        return new ParameterBinder(statement, schema, encoders);
    }

    /// <summary>Starts with a batch; it must live until the last row that is bound from it has run.</summary>
    public void Begin(RecordBatch batch)
    {
        for (int i = 0; i < _encoders.Length; i++)
        {
            _encoders[i].Begin(batch[i]);
        }
    }

    /// <summary>Binds a row.</summary>
    public void Bind(int row)
    {
        for (int i = 0; i < _encoders.Length; i++)
        {
            int code = _encoders[i].Bind(_statement.Pointer, row);
            if (code == CellEncoder.Misfit)
            {
                throw SqliteErrors.Create(ConnectorStatus.InvalidData, $"the value of parameter \"{_schema[i].Name}\" {_encoders[i].MisfitReason}.");
            }

            _statement.Session.ThrowUnlessOk(code);
        }
    }

    private static CellEncoder Encoder(Field field, int position) => CellEncoders.ForParameter(field, position)
        ?? throw SqliteErrors.Create(ConnectorStatus.NotSupported, $"parameter \"{field.Name}\" of type {field.Type} cannot be bound.");

    private static int FindPlaceholder(SqliteStatement statement, string name)
    {
        for (int position = 1; position <= statement.ParameterCount; position++)
        {
            string? placeholder = statement.ParameterName(position);
            if (placeholder is not null && (placeholder == name || placeholder.AsSpan(1).SequenceEqual(name)))
            {
                return position;
            }
        }

        throw SqliteErrors.Create(ConnectorStatus.InvalidStatement, $"the statement has no placeholder named \"{name}\".");
    }

    private static string Describe(SqliteStatement statement, int position) => statement.ParameterName(position) ?? $"number {position}";

    private static ConnectorException Mismatch(int wanted, int given) =>
        SqliteErrors.Create(ConnectorStatus.InvalidStatement, $"the statement has {wanted} placeholder(s); {given} value(s) were given.");
}
