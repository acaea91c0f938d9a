using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class DuckDbOperations : OperationTests<DuckDbFixture>;

public sealed class DuckDbReaders : ReaderTests<DuckDbFixture>;

public sealed class DuckDbLoads : LoadTests<DuckDbFixture>;

public sealed class DuckDbErrors : ErrorTests<DuckDbFixture>;

public sealed class DuckDbCancels : CancelTests<DuckDbFixture>;

public sealed class DuckDbOptions : OptionTests<DuckDbFixture>;

public sealed class DuckDbTypes : TypeTests<DuckDbFixture>;

public sealed class DuckDbCapabilities : CapabilityTests<DuckDbFixture>;

public sealed class DuckDbCases : CaseTests<DuckDbFixture>;

public sealed class DuckDbCatalogs : CatalogTests<DuckDbFixture>;

public sealed class DuckDbReadOnly : ReadOnlyTests<DuckDbFixture>;
