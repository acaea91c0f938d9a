using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>
/// A range of rowids, and the types that were decided for the whole scan: every partition must read in the same types. Written as
/// <c>rowid|low|high|form type|form type…</c>; the low end belongs to the range, the high end does too.
/// </summary>
internal sealed record PartitionToken(string RowIdName, long Low, long High, IReadOnlyList<ColumnType> Types)
{
    private const char Separator = '|';

    /// <summary>The range as SQL.</summary>
    public string Condition => string.Create(CultureInfo.InvariantCulture, $"{RowIdName} BETWEEN {Low} AND {High}");

    /// <summary>Reads a token; it must come from <see cref="ToString"/>.</summary>
    public static PartitionToken Parse(string token)
    {
        string[] parts = token.Split(Separator);
        if (parts.Length < 3 || parts[0] is not ("rowid" or "_rowid_" or "oid")
            || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out long low) || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out long high))
        {
            throw new ArgumentException("The partition was not made by this connector.", nameof(token));
        }

        return new PartitionToken(parts[0], low, high, [.. parts[3..].Select(ParseType)]);
    }

    public override string ToString()
    {
        IEnumerable<string> types = Types.Select(type => $"{(int)type.Form} {ArrowTypeText.Format(type.ToField("", true))}");
        return string.Join(Separator, [RowIdName, Low.ToString(CultureInfo.InvariantCulture), High.ToString(CultureInfo.InvariantCulture), .. types]);
    }

    private static ColumnType ParseType(string text)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && int.TryParse(text[..blank], CultureInfo.InvariantCulture, out int form) && Enum.IsDefined((CellForm)form)
            && ArrowTypeText.TryParse(text[(blank + 1)..], out Field field)
            ? new ColumnType(field.Type, (CellForm)form, field.ExtensionName, field.ExtensionMetadata)
            : throw new ArgumentException("The partition was not made by this connector.", nameof(text));
    }
}
