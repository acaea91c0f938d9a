using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>A statement in the engine's own language with its own placeholders, and the values for them. Values are always bound, never put into the text.</summary>
/// <param name="Text">The statement.</param>
public sealed record Statement(string Text)
{
    /// <summary>The values, by position or, where the engine has named placeholders, by name.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>
    /// Rows of values: the statement runs once for each, columns bound by position. Not together with <see cref="Parameters"/>. The caller disposes the reader.
    /// </summary>
    public RecordBatchReader? ParameterRows { get; init; }

    /// <summary>How long the statement may run before it is cancelled; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How the result is handed over.</summary>
    public ReadOptions ReadOptions { get; init; } = ReadOptions.Default;

    /// <summary>A statement with values by position; their Arrow types follow from their .NET types.</summary>
    public static Statement With(string text, params IEnumerable<object?> values) => new(text) { Parameters = [.. values.Select(v => new Parameter(v))] };

    /// <summary>The text, without the parameters' values.</summary>
    public override string ToString() => Text;
}
