using System.Diagnostics.CodeAnalysis;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>The table part of a location: either a <see cref="LocationTableName"/> or a <see cref="LocationTableFunction"/>.</summary>
public abstract class LocationTable : IEquatable<LocationTable>
{
    private protected LocationTable()
    {
    }

    /// <summary>Parses the table part of a location, after percent-decoding where it stood in a URI.</summary>
    /// <param name="text">
    /// A name of one to three parts (<c>orders</c>, <c>sales.orders</c>, <c>"my schema"."my table"</c>) or a call of a table function with literal arguments.
    /// </param>
    /// <param name="tableFunctions">The table functions that may be called.</param>
    /// <param name="table">The table part.</param>
    /// <param name="problem">Why it is refused, as a phrase that names the place.</param>
    /// <returns>True when the whole of <paramref name="text"/> is a table part.</returns>
    public static bool TryParse(
        string text,
        IEnumerable<string> tableFunctions,
        [NotNullWhen(true)] out LocationTable? table,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            (table, problem) = (null, "it holds a NUL character");
            return false;
        }

        if (TableFunctionParser.LooksLikeCall(text))
        {
            table = TableFunctionParser.TryParse(text, tableFunctions, out var call, out problem) ? new LocationTableFunction(call) : null;
            return table is not null;
        }

        table = LocationTableNameParser.TryParse(text, out var parts, out problem) ? new LocationTableName(parts) : null;
        return table is not null;
    }

    /// <summary>What a connection reads or writes.</summary>
    /// <returns>A <see cref="TableName"/> or a <see cref="FunctionRelation"/>.</returns>
    public abstract Relation ToRelation();

    /// <summary>The table part in canonical spelling.</summary>
    /// <returns>Text that parses back to an equal table part.</returns>
    public abstract override string ToString();

    /// <inheritdoc/>
    public bool Equals(LocationTable? other) => other is not null && other.GetType() == GetType() && other.ToString() == ToString();

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as LocationTable);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
