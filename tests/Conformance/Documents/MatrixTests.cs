using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Documents;

public sealed class MatrixTests
{
    [Fact]
    public void The_committed_matrix_is_what_the_run_writes()
    {
        ConnectorFixture[] fixtures = [new DuckDbFixture(), new SqliteFixture(), new PostgresFixture(), new MySqlFixture(), new ParquetFixture(), new CsvFixture(), new JsonFixture(), new ArrowFileFixture()];
        try
        {
            ApprovedFile.Check("docs/connectors/matrix.md", Matrix.Write(fixtures));
        }
        finally
        {
            Array.ForEach(fixtures, f => f.Dispose());
        }
    }
}
