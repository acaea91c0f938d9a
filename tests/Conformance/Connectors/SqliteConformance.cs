using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class SqliteOperations : OperationTests<SqliteFixture>;

public sealed class SqliteReaders : ReaderTests<SqliteFixture>;

public sealed class SqliteLoads : LoadTests<SqliteFixture>;

public sealed class SqliteErrors : ErrorTests<SqliteFixture>;

public sealed class SqliteCancels : CancelTests<SqliteFixture>;

public sealed class SqliteOptions : OptionTests<SqliteFixture>;

public sealed class SqliteTypes : TypeTests<SqliteFixture>;

public sealed class SqliteCapabilities : CapabilityTests<SqliteFixture>;

public sealed class SqliteCases : CaseTests<SqliteFixture>;

public sealed class SqliteCatalogs : CatalogTests<SqliteFixture>;

public sealed class SqliteReadOnly : ReadOnlyTests<SqliteFixture>;
