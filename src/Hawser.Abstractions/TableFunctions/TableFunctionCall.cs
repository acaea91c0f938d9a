namespace Hawser.Connectors;

/// <summary>
/// A call of a table function with literal arguments, such as <c>read_csv('x.csv', delim = ';')</c>: a table that an engine computes.
/// </summary>
/// <remarks>
/// It is made from parts, never from text that is passed on: a dialect renders it anew from <see cref="Function"/> and <see cref="Arguments"/> with its own
/// quoting, so nothing but the call can reach the engine. Calls compare by content.
/// </remarks>
public sealed class TableFunctionCall : IEquatable<TableFunctionCall>
{
    /// <summary>Makes a call.</summary>
    /// <param name="function">The function's name: ASCII letters, digits and underscores, not beginning with a digit.</param>
    /// <param name="arguments">Arguments by place first, then named ones, each name once ignoring case.</param>
    /// <exception cref="ArgumentException">A name is not an identifier or is given twice, or an argument by place follows a named one.</exception>
    public TableFunctionCall(string function, IEnumerable<TableFunctionArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Function = IsIdentifier(function) ? function : throw new ArgumentException($"'{function}' is not a function's name", nameof(function));
        Arguments = [.. arguments];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in Arguments)
        {
            if (argument.Name is null ? names.Count > 0 : !IsIdentifier(argument.Name) || !names.Add(argument.Name))
            {
                throw new ArgumentException($"the argument {argument} is out of place", nameof(arguments));
            }
        }
    }

    /// <summary>The function's name, as the connector that allows it declares it.</summary>
    public string Function { get; }

    /// <summary>The arguments: those by place first, then the named ones.</summary>
    public IReadOnlyList<TableFunctionArgument> Arguments { get; }

    /// <summary>Whether text is an identifier as functions and arguments have: ASCII letters, digits and underscores, not beginning with a digit.</summary>
    /// <param name="text">The text to look at.</param>
    /// <returns>True when it is; false for null and for empty text.</returns>
    public static bool IsIdentifier(string? text)
        => !string.IsNullOrEmpty(text) && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>The call in canonical spelling, for messages and for printing a location.</summary>
    /// <returns>Text that parses back to an equal call.</returns>
    public override string ToString() => $"{Function}({string.Join(", ", Arguments)})";

    /// <inheritdoc/>
    public bool Equals(TableFunctionCall? other) => other is not null && other.ToString() == ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TableFunctionCall);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
