namespace Hawser.Connectors.Postgres.Write;

/// <summary>A column of the null type: NULL in every row.</summary>
internal sealed class NullEncoder : CopyEncoder
{
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        output.Int32(-1);
        return true;
    }
}
