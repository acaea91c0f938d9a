namespace Hawser.Connectors.Postgres.Session;

/// <summary>What came of opening a session.</summary>
/// <param name="Session">The session, owned by the caller; null when this client cannot log in there.</param>
/// <param name="Unsupported">What the server asks for and this client lacks, e.g. GSS; null with a session.</param>
internal readonly record struct SessionOpening(CopySession? Session, string? Unsupported);
