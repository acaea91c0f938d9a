namespace Hawser.Conformance.Running;

/// <summary>
/// A difference that is allowed: a test or case of this name fails with a message that holds this text, for this reason. A quirk whose test passes is no longer needed and fails the run.
/// </summary>
/// <param name="Test">The test's method or the case's name.</param>
/// <param name="Shows">What the failure's message holds.</param>
/// <param name="Reason">Why it is right, or cannot be otherwise.</param>
internal sealed record Quirk(string Test, string Shows, string Reason);
