using System.Globalization;

namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>How a command ended, e.g. <c>COPY 17</c>.</summary>
/// <param name="Text">The whole tag.</param>
internal sealed record CommandTag(string Text)
{
    /// <summary>The number at its end; null when there is none.</summary>
    public long? RowCount => long.TryParse(Text.AsSpan(Text.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : null;

    /// <summary>Reads the content of a CommandComplete message.</summary>
    public static CommandTag Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        var tag = new CommandTag(cursor.Text());
        cursor.End();
        return tag;
    }
}
