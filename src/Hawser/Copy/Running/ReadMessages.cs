using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>What engines said while a table was read, each message once. Thread-safe.</summary>
internal sealed class ReadMessages
{
    /// <summary>A function that warns of every row in words of its own shall not fill a report.</summary>
    private const int Most = 100;

    private readonly Lock _lock = new();
    private readonly List<ServerMessage> _messages = [];

    /// <summary>The messages in the order in which they came.</summary>
    public IReadOnlyList<ServerMessage> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Takes what was said to a reader that has come to its end.</summary>
    public void Take(RecordBatchReader reader)
    {
        if (reader is not IReadOutcome { Outcome.Messages: { Count: > 0 } said })
        {
            return;
        }

        lock (_lock)
        {
            _messages.AddRange(said.Distinct().Except(_messages).Take(Most - _messages.Count).ToList());
        }
    }
}
