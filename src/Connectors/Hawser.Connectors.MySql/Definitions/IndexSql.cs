using System.Globalization;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>Indexes.</summary>
internal static class IndexSql
{
    /// <summary>CREATE INDEX.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the server has no such index.</exception>
    public static string Create(TableModel table, IndexModel index, MySqlDialect dialect, DefinitionRules rules) =>
        $"CREATE {Kind(table, index)}INDEX {dialect.QuoteName(index.Name)} ON {dialect.QuoteTable(table.Name)} ({Parts(table, index, dialect, rules)})";

    /// <summary>The index as a part of CREATE TABLE.</summary>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static string Inline(TableModel table, IndexModel index, MySqlDialect dialect, DefinitionRules rules) =>
        $"{Kind(table, index)}INDEX {dialect.QuoteName(index.Name)} ({Parts(table, index, dialect, rules)})";

    private static string Kind(TableModel table, IndexModel index)
    {
        NameCheck.ThrowUnlessAllowed(table.Name, [index.Name]);
        string? lost = index.Predicate is not null ? "covers some rows only"
            : index.NullsNotDistinct ? "refuses a second NULL"
            : index.IncludedColumns.Count > 0 ? "has included columns"
            : index.Parts.Any(part => part.Collation is not null || part.OperatorClass is not null) ? "has a collation or an operator class of its own"
            : null;
        return lost is not null
            ? throw Lost(table, index, $"{lost}, which MySQL's do not")
            : (index.Method?.ToLowerInvariant(), index.IsUnique) switch
            {
                (null or "btree" or "hash", true) => "UNIQUE ",
                (null or "btree" or "hash", false) => "",
                ("fulltext", false) => "FULLTEXT ",
                ("spatial" or "rtree", false) => "SPATIAL ",
                _ => throw Lost(table, index, $"is of the kind {index.Method}, which MySQL lacks"),
            };
    }

    private static string Parts(TableModel table, IndexModel index, MySqlDialect dialect, DefinitionRules rules)
    {
        bool isWhole = index.IsUnique && index.Parts.All(part => part is { Column: not null, PrefixLength: null });
        if (isWhole)
        {
            KeyCheck.ThrowUnlessWhole(table, index.Parts.Select(part => part.Column!), rules);
        }

        bool isOrdered = index.Method is null || index.Method.Equals("btree", StringComparison.OrdinalIgnoreCase) || index.Method.Equals("hash", StringComparison.OrdinalIgnoreCase);
        return string.Join(", ", index.Parts.Select(part => Part(table, index, part, isOrdered && !isWhole, dialect, rules)));
    }

    private static string Part(TableModel table, IndexModel index, IndexPart part, bool mayBeCut, MySqlDialect dialect, DefinitionRules rules)
    {
        if (part.Column is not { } name)
        {
            return rules.HasExpressionIndexes ? $"({part.Expression}){Direction(part)}" : throw Lost(table, index, $"orders by the expression {part.Expression}, which MySQL has from 8.0.13");
        }

        int? length = part.PrefixLength ?? (mayBeCut ? Cut(table.Column(name), index.Parts.Count, rules) : null);
        if (length is not null && part.PrefixLength is null && index.IsUnique)
        {
            throw Lost(table, index, $"is unique, and column \"{name}\" is too long to be indexed whole");
        }

        return $"{dialect.QuoteName(name)}{(length is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({length})"))}{Direction(part)}";
    }

    // An index that only orders may look at the beginnings of values; what it finds is compared whole.
    private static int? Cut(ColumnModel? column, int parts, DefinitionRules rules)
    {
        MySqlType? type = column is null ? null : MySqlTypeText.Parse(column.NativeType);
        int most = Math.Min(rules.IndexBytes, SinkRules.KeyBytes / parts);
        return type is null || !(type.IsText || type.IsBytes || type.Name == "json") || (!type.IsUnlimited && ColumnSize.InIndex(type) <= most) ? null
            : type.IsBytes ? most : most / SinkRules.BytesOfCharacter;
    }

    private static string Direction(IndexPart part) => part.IsDescending ? " DESC" : "";

    private static ConnectorException Lost(TableModel table, IndexModel index, string detail) => DefinitionErrors.NotSupported(table.Name, $"its index {index.Name} {detail}", "Leave it out, or make another by hand.");
}
