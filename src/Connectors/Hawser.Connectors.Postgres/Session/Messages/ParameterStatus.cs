namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>A setting of the server that its clients should know.</summary>
/// <param name="Name">The setting's name.</param>
/// <param name="Value">Its value.</param>
internal sealed record ParameterStatus(string Name, string Value)
{
    /// <summary>Reads the content of a ParameterStatus message.</summary>
    public static ParameterStatus Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        var status = new ParameterStatus(cursor.Text(), cursor.Text());
        cursor.End();
        return status;
    }
}
