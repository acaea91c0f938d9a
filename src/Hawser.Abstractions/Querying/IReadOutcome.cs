namespace Hawser.Connectors;

/// <summary>
/// A reader of <see cref="Connection.ReadAsync"/> whose engine may say something beside the rows: a warning of a function that a view calls, for instance. Every reader that
/// <see cref="Connection.ReadAsync"/> gives is one; where a connector's own is not, there is nothing to say.
/// </summary>
/// <example><code>await using var reader = await connection.ReadAsync(new ScanRequest(table));
/// // … to the end, then
/// var said = ((IReadOutcome)reader).Outcome.Messages;</code></example>
public interface IReadOutcome
{
    /// <summary>What the engine said; final when the reader has given null.</summary>
    StatementOutcome Outcome { get; }
}
