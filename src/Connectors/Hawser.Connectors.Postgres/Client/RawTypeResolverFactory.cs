using System.Diagnostics.CodeAnalysis;
using Npgsql.Internal;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Makes the <see cref="RawTypeResolver"/> of a data source.</summary>
[Experimental("NPG9001")]
internal sealed class RawTypeResolverFactory : PgTypeInfoResolverFactory
{
    public override IPgTypeInfoResolver CreateResolver() => new RawTypeResolver();

    public override IPgTypeInfoResolver? CreateArrayResolver() => null;
}
