namespace Hawser.Connectors.Postgres.Types;

/// <summary>What a type is made of, after <c>pg_type.typtype</c> and <c>typcategory</c>.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/catalog-pg-type.html</remarks>
internal enum PgTypeKind
{
    /// <summary>A base type that we know by name: built in, or of an extension such as citext.</summary>
    Base,

    /// <summary>An array of <see cref="PgType.Element"/>.</summary>
    Array,

    /// <summary>One of <see cref="PgType.Labels"/>.</summary>
    Enum,

    /// <summary>A name over <see cref="PgType.Element"/>, with its constraints.</summary>
    Domain,

    /// <summary>A row of <see cref="PgType.Fields"/>.</summary>
    Composite,

    /// <summary>A range of <see cref="PgType.Element"/>.</summary>
    Range,

    /// <summary>Several ranges of <see cref="PgType.Element"/>.</summary>
    Multirange,

    /// <summary>Anything else: its values are bytes that only the server understands.</summary>
    Unknown,
}
