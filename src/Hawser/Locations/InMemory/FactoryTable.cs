using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table that a factory of readers gives.</summary>
internal sealed class FactoryTable : InMemoryTable
{
    private readonly Func<RecordBatchReader> _open;

    public FactoryTable(string name, Schema schema, Func<RecordBatchReader> open)
        : base(name, schema)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
    }

    internal override RecordBatchReader Open(int firstPart, int endPart, ReadOptions options)
    {
        var reader = _open();
        if (reader.Schema.Fields.SequenceEqual(Schema.Fields))
        {
            return reader;
        }

        reader.Dispose();
        throw new ConnectorException(ConnectorStatus.InvalidData, InMemoryConnector.ConnectorName, $"a reader of \"{Name}\" has other columns than were declared.");
    }
}
