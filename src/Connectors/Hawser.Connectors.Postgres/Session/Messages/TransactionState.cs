namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>What ReadyForQuery says about the transaction.</summary>
internal enum TransactionState : byte
{
    /// <summary>None is open.</summary>
    Idle = (byte)'I',

    /// <summary>One is open.</summary>
    Open = (byte)'T',

    /// <summary>One is open and failed; it can only be rolled back.</summary>
    Failed = (byte)'E',
}
