using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Tests.Types;

public sealed class DeclaredTypeTests
{
    [Theory]
    [InlineData("INTEGER", "INTEGER", "", nameof(Affinity.Integer))]
    [InlineData("unsigned  big int", "UNSIGNED BIG INT", "", nameof(Affinity.Integer))]
    [InlineData("decimal (10, 2)", "DECIMAL", "10,2", nameof(Affinity.Numeric))]
    [InlineData("VARCHAR(255)", "VARCHAR", "255", nameof(Affinity.Text))]
    [InlineData("CHARINT", "CHARINT", "", nameof(Affinity.Integer))]
    [InlineData("POINT", "POINT", "", nameof(Affinity.Integer))]
    [InlineData("INTERVAL", "INTERVAL", "", nameof(Affinity.Integer))]
    [InlineData("STRING", "STRING", "", nameof(Affinity.Numeric))]
    [InlineData("FLOATING POINT", "FLOATING POINT", "", nameof(Affinity.Integer))]
    [InlineData("double precision", "DOUBLE PRECISION", "", nameof(Affinity.Real))]
    [InlineData("DECIMAL_TEXT(38,10)", "DECIMAL_TEXT", "38,10", nameof(Affinity.Text))]
    [InlineData("DOUBLE_BLOB", "DOUBLE_BLOB", "", nameof(Affinity.None))]
    [InlineData("JSON", "JSON", "", nameof(Affinity.Numeric))]
    [InlineData("ENUM('a','b')", "ENUM", "", nameof(Affinity.Numeric))]
    [InlineData("TIMESTAMP(3) WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE", "3", nameof(Affinity.Numeric))]
    [InlineData("", "", "", nameof(Affinity.None))]
    [InlineData("BLOB", "BLOB", "", nameof(Affinity.None))]
    public void A_type_text_is_taken_apart(string text, string name, string arguments, string affinity)
    {
        DeclaredType type = DeclaredType.Parse(text);
        Assert.Equal(name, type.Name);
        Assert.Equal(arguments, string.Join(',', type.Arguments));
        Assert.Equal(affinity, type.Affinity.ToString());
    }
}
