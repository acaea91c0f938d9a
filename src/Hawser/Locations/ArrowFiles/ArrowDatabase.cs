using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>The files of this machine, and standard input, which its connections share.</summary>
internal sealed class ArrowDatabase(ArrowConnector connector, ConnectorOptions options, StandardInput input, Func<Stream> openOutput) : Database(connector, options)
{
    public override string DisplayName => string.Empty;

    public override string? ServerVersion => null;

    public StandardInput Input => input;

    public Func<Stream> OpenOutput => openOutput;

    protected override ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) => new(new ArrowConnection(this));

    protected override ValueTask DisposeCoreAsync()
    {
        input.Dispose();
        return ValueTask.CompletedTask;
    }
}
