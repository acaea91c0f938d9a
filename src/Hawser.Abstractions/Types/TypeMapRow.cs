namespace Hawser.Connectors;

/// <summary>One line of a type map for people: documentation and the plan of a migration are made of them.</summary>
/// <param name="NativeType">The native type as people write it.</param>
/// <param name="ArrowType">The Arrow type as people write it, with the extension's name where there is one.</param>
/// <param name="Read">What values go through from the engine to Arrow; null when the pair is not read.</param>
/// <param name="Write">What values go through from Arrow to the engine; null when the pair is not written.</param>
/// <param name="Note">What is special; null for nothing.</param>
public sealed record TypeMapRow(string NativeType, string ArrowType, Fidelity? Read, Fidelity? Write, string? Note = null);
