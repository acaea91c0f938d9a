using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class DepotOperations : OperationTests<DepotFixture>;

public sealed class DepotReaders : ReaderTests<DepotFixture>;

public sealed class DepotLoads : LoadTests<DepotFixture>;

public sealed class DepotErrors : ErrorTests<DepotFixture>;

public sealed class DepotCancels : CancelTests<DepotFixture>;

public sealed class DepotOptions : OptionTests<DepotFixture>;

public sealed class DepotTypes : TypeTests<DepotFixture>;

public sealed class DepotCapabilities : CapabilityTests<DepotFixture>;

public sealed class DepotCases : CaseTests<DepotFixture>;

public sealed class DepotCatalogs : CatalogTests<DepotFixture>;
