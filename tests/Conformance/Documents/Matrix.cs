using System.Text;
using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;
using Hawser.Testing.Zoo;

namespace Hawser.Conformance.Documents;

/// <summary>Writes docs/connectors/matrix.md: what each connector can do and how it keeps each type, as the suite holds it to.</summary>
internal static class Matrix
{
    public static string Write(IReadOnlyList<ConnectorFixture> fixtures)
    {
        var text = new StringBuilder(
            """
            # What each connector keeps and can do

            The conformance suite writes this page and fails when it is out of date: `HAWSER_APPROVE=1 dotnet test tests/Conformance` writes it anew. Every line is held to by a test: a type
            goes through the connector and back, a declared capability is used, a missing one is refused.

            - **exact**: the same values in the same kind of type
            - **widened**: the same values in a type that could hold more
            - **encoded**: kept whole in another form, and marked so that it can come back
            - **checked**: exact for the values that fit; each value is tested while it moves, and one that does not fit is an error that names it
            - **lossy**: something would be lost; refused unless it is allowed for that column by name
            - **—**: refused

            ## Capabilities


            """.ReplaceLineEndings("\n"));
        WriteCapabilities(text, fixtures);
        text.Append("\n## Writing Arrow types\n\n");
        WriteTypes(text, fixtures);
        foreach (ConnectorFixture fixture in fixtures)
        {
            WriteMap(text, fixture);
        }

        return text.ToString();
    }

    private static void WriteCapabilities(StringBuilder text, IReadOnlyList<ConnectorFixture> fixtures)
    {
        ConnectorFixture[] connectors = [.. fixtures.DistinctBy(f => f.Connector.Name)];
        Row(text, connectors.Select(c => c.Connector.Name).Prepend(""));
        Row(text, connectors.Select(_ => ":-:").Prepend("---"));
        foreach (Capability capability in Enum.GetValues<Capability>())
        {
            Row(text, connectors.Select(c => c.Connector.Capabilities.Has(capability) ? "yes" : "").Prepend(Words(capability.ToString())));
        }
    }

    private static void WriteTypes(StringBuilder text, IReadOnlyList<ConnectorFixture> fixtures)
    {
        Row(text, fixtures.Select(f => f.Name).Prepend("Arrow type"));
        Row(text, fixtures.Select(_ => "---").Prepend("---"));
        foreach (ZooColumn column in TypeZoo.All.Where(c => c.Field.IsNullable).DistinctBy(c => NameOf(c.Field)))
        {
            Row(text, fixtures.Select(f => FidelityOf(f, column.Field)).Prepend(Cell(NameOf(column.Field))));
        }
    }

    private static void WriteMap(StringBuilder text, ConnectorFixture fixture)
    {
        text.Append("\n## ").Append(fixture.Name).Append("\n\n");
        Row(text, ["Native type", "Arrow type", "Read", "Write", "Note"]);
        Row(text, ["---", "---", "---", "---", "---"]);
        foreach (TypeMapRow row in fixture.TypeMap.Rows)
        {
            Row(text, [Cell(row.NativeType), Cell(row.ArrowType), Word(row.Read), Word(row.Write), Cell(row.Note ?? "")]);
        }
    }

    private static string FidelityOf(ConnectorFixture fixture, Field field)
    {
        try
        {
            return Word(fixture.TypeMap.ToNative(field).Fidelity);
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.NotSupported)
        {
            return "—";
        }
    }

    private static string NameOf(Field field) => field.ExtensionName is { } extension ? $"{extension} ({field.Type})" : field.Type.ToString();

    private static string Word(Fidelity? fidelity) => fidelity switch
    {
        null => "—",
        Fidelity.Exact => "exact",
        Fidelity.Widened => "widened",
        Fidelity.Encoded => "encoded",
        Fidelity.Checked => "checked",
        _ => "lossy",
    };

    private static string Words(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
