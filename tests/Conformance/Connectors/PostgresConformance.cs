using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class PostgresOperations : OperationTests<PostgresFixture>;

public sealed class PostgresReaders : ReaderTests<PostgresFixture>;

public sealed class PostgresLoads : LoadTests<PostgresFixture>;

public sealed class PostgresErrors : ErrorTests<PostgresFixture>;

public sealed class PostgresCancels : CancelTests<PostgresFixture>;

public sealed class PostgresOptions : OptionTests<PostgresFixture>;

public sealed class PostgresTypes : TypeTests<PostgresFixture>;

public sealed class PostgresCapabilities : CapabilityTests<PostgresFixture>;

public sealed class PostgresCases : CaseTests<PostgresFixture>;

public sealed class PostgresCatalogs : CatalogTests<PostgresFixture>;

