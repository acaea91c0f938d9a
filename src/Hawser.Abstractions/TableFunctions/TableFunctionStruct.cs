using System.Text;

namespace Hawser.Connectors;

/// <summary>Literals by key: <c>{'id': 'BIGINT', 'name': 'VARCHAR'}</c>.</summary>
public sealed class TableFunctionStruct : TableFunctionValue
{
    /// <summary>Makes a struct literal.</summary>
    /// <param name="fields">The fields in order.</param>
    /// <exception cref="ArgumentException">Two fields have one key.</exception>
    public TableFunctionStruct(IEnumerable<KeyValuePair<string, TableFunctionValue>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = [.. fields];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, _) in Fields)
        {
            if (!seen.Add(key))
            {
                throw new ArgumentException($"the key '{key}' is given twice", nameof(fields));
            }
        }
    }

    /// <summary>The fields in the order in which they were written; keys are unique and may be any text.</summary>
    public IReadOnlyList<KeyValuePair<string, TableFunctionValue>> Fields { get; }

    internal override void AppendTo(StringBuilder text)
    {
        text.Append('{');
        for (var index = 0; index < Fields.Count; index++)
        {
            text.Append(index == 0 ? string.Empty : ", ");
            new TableFunctionText(Fields[index].Key).AppendTo(text);
            text.Append(": ");
            Fields[index].Value.AppendTo(text);
        }

        text.Append('}');
    }
}
