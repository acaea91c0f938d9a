using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>The beginning of a COPY to the client.</summary>
/// <param name="IsBinary">Whether the format is binary.</param>
/// <param name="ColumnCount">How many columns each row has.</param>
internal sealed record CopyOutResponse(bool IsBinary, int ColumnCount)
{
    /// <summary>Reads the content of a CopyOutResponse message.</summary>
    public static CopyOutResponse Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        bool isBinary = cursor.Byte() == 1;
        int columns = cursor.Int16();
        for (int i = 0; i < columns; i++)
        {
            isBinary &= cursor.Int16() == 1;
        }

        cursor.End();
        return columns >= 0 ? new CopyOutResponse(isBinary, columns) : throw new WireFormatException($"{columns} columns are announced");
    }
}
