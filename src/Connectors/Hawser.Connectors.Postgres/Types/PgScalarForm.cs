using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>One base type and its Arrow form: a line of the type map.</summary>
/// <param name="CatalogName">The name in <c>pg_type</c>, e.g. <c>int4</c>.</param>
/// <param name="SqlName">The name as <c>format_type</c> writes it, e.g. <c>integer</c>.</param>
/// <param name="Arrow">The Arrow type; for an extension type its storage.</param>
/// <param name="Read">What values go through from PostgreSQL to Arrow.</param>
/// <param name="Write">What values go through back.</param>
/// <param name="Note">What is special; null for nothing.</param>
internal sealed record PgScalarForm(string CatalogName, string SqlName, ArrowType Arrow, Fidelity Read, Fidelity Write, string? Note = null)
{
    /// <summary>The type's number in every database; 0 for the types of extensions, which are numbered as they are installed.</summary>
    public uint Oid { get; init; }

    /// <summary>The Arrow extension that marks the form; null for a plain type.</summary>
    public string? Extension { get; init; }

    /// <summary>Whether another type has the same Arrow form, so that the field says by its metadata which one it is.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Whether Hawser writes its values as PostgreSQL writes them in text, though its binary form is something else.</summary>
    public bool IsTextForm => Extension == ExtensionNames.Opaque && Arrow.Id == ArrowTypeId.Utf8;
}
