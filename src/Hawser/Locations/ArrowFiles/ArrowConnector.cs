using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>
/// Arrow IPC files, and Arrow IPC streams in files, on standard input and on standard output. Reads what is there batch by batch; writes beside the target and renames at the
/// commit, so a load that did not commit leaves the target as it was. What went to standard output cannot be taken back: there a load that fails leaves a stream without its
/// end marker, which no reader takes for a whole one.
/// </summary>
/// <remarks>
/// A <see cref="FileRelation"/> names what is read or written: format <c>arrow</c> or <c>arrows</c>, a path, when reading a pattern over files of one schema, or
/// <see cref="StandardStreamPath"/>. There are no tables, queries or transactions. Sources: Arrow Columnar Format, "IPC File Format" and "IPC Streaming Format".
/// </remarks>
public sealed class ArrowConnector : Connector
{
    /// <summary>The connector's name.</summary>
    public const string ConnectorName = "arrow";

    /// <summary>The format of files that can be read from any place: <c>.arrow</c>, <c>.feather</c> (version 2), <c>.ipc</c>.</summary>
    public const string FileFormatName = "arrow";

    /// <summary>The format of streams, which are read from the beginning to the end: <c>.arrows</c>.</summary>
    public const string StreamFormatName = "arrows";

    /// <summary>The path that stands for standard input or output; a file of that name is <c>./-</c>.</summary>
    public const string StandardStreamPath = "-";

    private readonly Func<Stream> _openInput;
    private readonly Func<Stream> _openOutput;

    /// <summary>Makes the connector with the process's standard input and output.</summary>
    public ArrowConnector()
        : this(Console.OpenStandardInput, Console.OpenStandardOutput)
    {
    }

    /// <summary>Makes the connector with other streams in place of standard input and output.</summary>
    /// <param name="openInput">Opens what is read for <see cref="StandardStreamPath"/>; asked at most once a database, which disposes the stream.</param>
    /// <param name="openOutput">Opens what is written for <see cref="StandardStreamPath"/>; each load disposes its stream.</param>
    public ArrowConnector(Func<Stream> openInput, Func<Stream> openOutput)
    {
        ArgumentNullException.ThrowIfNull(openInput);
        ArgumentNullException.ThrowIfNull(openOutput);
        _openInput = openInput;
        _openOutput = openOutput;
    }

    /// <inheritdoc/>
    public override string Name => ConnectorName;

    /// <inheritdoc/>
    public override string Description => "Arrow IPC files and streams, also on standard input and output";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups => [];

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<FileFormat> FileFormats { get; } =
    [
        new(FileFormatName, new FileSignature { Endings = [".arrow", ".feather", ".ipc"], Magic = "ARROW1"u8.ToArray() }, ConnectorRoles.SourceAndSink) { KeepsNullability = true },
        new(StreamFormatName, new FileSignature { Endings = [".arrows"], Magic = new byte[] { 0xFF, 0xFF, 0xFF, 0xFF } }, ConnectorRoles.SourceAndSink) { KeepsNullability = true },
    ];

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } = new(Capability.Partitions);

    /// <inheritdoc/>
    public override TypeMap TypeMap => ArrowTypeMap.Instance;

    /// <inheritdoc/>
    public override Database Open(ConnectorOptions options) => new ArrowDatabase(this, options, new StandardInput(_openInput), _openOutput);
}
