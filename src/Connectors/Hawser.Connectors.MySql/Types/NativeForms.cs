using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.MySql.Types;

/// <summary>How a field is kept that came from a MySQL or MariaDB and still says from which type.</summary>
internal static class NativeForms
{
    private static readonly HashSet<string> Numbers = ["tinyint", "smallint", "mediumint", "int", "bigint", "float", "double", "decimal", "bit", "year"];

    private static readonly HashSet<string> Moments = ["date", "datetime", "timestamp", "time"];

    /// <summary>The form; null when the server lacks the type, or the field is no longer what the type is read as.</summary>
    public static SinkForm? Of(Field field, MySqlType type, SinkRules rules)
    {
        SourceColumn source = SourceForms.Of(type, ReadingRules.Default);
        bool isSame = source.Field.Type.Equals(field.Type) && source.Field.ExtensionName == field.ExtensionName;
        if (!isSame || !IsKnown(type, rules))
        {
            return null;
        }

        bool holdsAll = type is { Name: "tinyint" or "smallint" or "int" or "bigint", IsZeroFill: false };
        return new SinkForm(MySqlTypeText.Format(type, MySqlTypeText.QuoteLabel), source.Field, holdsAll ? Exact : Checked, holdsAll ? null : $"only values that {type.Name} holds fit");
    }

    /// <summary>Whether a server has a type, in utf8mb4 and with its length.</summary>
    public static bool IsKnown(MySqlType type, SinkRules rules) => type.Name switch
    {
        "enum" or "set" => type.Labels.Count > 0,
        "json" => rules.KeepsJsonText || rules.HasOwnJson,
        "uuid" => rules.HasUuid,
        "inet4" => rules.HasInet4,
        "inet6" => rules.HasInet6,
        "char" => type.Length is null or <= TypeNames.MostFixedBytes,
        "varchar" => type.Length is <= TypeNames.MostCharacters,
        "binary" => type.Length is null or <= TypeNames.MostFixedBytes,
        "varbinary" => type.Length is <= TypeNames.MostRowBytes,
        _ => Numbers.Contains(type.Name) || Moments.Contains(type.Name) || type.IsText || type.IsBytes || type.IsGeometry,
    };
}
