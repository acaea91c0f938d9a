using System.Text;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>Renders a call of a table function anew from its parts: only allowed functions, only literals.</summary>
internal static class FunctionScan
{
    /// <exception cref="ConnectorException">The function is not on the allow-list.</exception>
    public static string Render(TableFunctionCall call)
    {
        if (!DuckDbFileFormats.TableFunctions.Contains(call.Function, StringComparer.OrdinalIgnoreCase))
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, DuckDbErrors.Connector, $"the function {call.Function} cannot be called in a location.")
            {
                Hint = NearestName.Find(call.Function, DuckDbFileFormats.TableFunctions) is { } nearest
                    ? $"Did you mean {nearest}?"
                    : $"Allowed are {string.Join(", ", DuckDbFileFormats.TableFunctions)}.",
            };
        }

        var text = new StringBuilder(DuckDbDialect.Instance.QuoteName(call.Function)).Append('(');
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            text.Append(i == 0 ? "" : ", ");
            if (argument.Name is { } name)
            {
                text.Append(name).Append(" = ");
            }

            Append(text, argument.Value);
        }

        return text.Append(')').ToString();
    }

    private static void Append(StringBuilder text, TableFunctionValue value)
    {
        switch (value)
        {
            case TableFunctionText literal:
                text.Append(DuckDbDialect.Instance.TextLiteral(literal.Value));
                break;
            case TableFunctionList list:
                AppendJoined(text, '[', list.Items, ']', Append);
                break;
            case TableFunctionStruct fields:
                AppendJoined(text, '{', fields.Fields, '}', static (into, field) =>
                {
                    into.Append(DuckDbDialect.Instance.TextLiteral(field.Key)).Append(": ");
                    Append(into, field.Value);
                });
                break;
            default:
                // Numbers, booleans and null are spelled the same everywhere.
                text.Append(value);
                break;
        }
    }

    private static void AppendJoined<T>(StringBuilder text, char open, IReadOnlyList<T> items, char close, Action<StringBuilder, T> append)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            append(text, items[i]);
        }

        text.Append(close);
    }
}
