using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class JsonOperations : OperationTests<JsonFixture>;

public sealed class JsonReaders : ReaderTests<JsonFixture>;

public sealed class JsonLoads : LoadTests<JsonFixture>;

public sealed class JsonErrors : ErrorTests<JsonFixture>;

public sealed class JsonCancels : CancelTests<JsonFixture>;

public sealed class JsonOptions : OptionTests<JsonFixture>;

public sealed class JsonTypes : TypeTests<JsonFixture>;

public sealed class JsonCapabilities : CapabilityTests<JsonFixture>;

public sealed class JsonCases : CaseTests<JsonFixture>;

public sealed class JsonCatalogs : CatalogTests<JsonFixture>;
