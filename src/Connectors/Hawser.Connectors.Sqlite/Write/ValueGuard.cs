namespace Hawser.Connectors.Sqlite.Write;

/// <summary>A test that a text must pass before it is bound.</summary>
internal abstract class ValueGuard
{
    /// <summary>Why a value is refused, to follow "the value …".</summary>
    public abstract string Reason { get; }

    public abstract bool Accepts(ReadOnlySpan<byte> value);
}
