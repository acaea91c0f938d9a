using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class ArrowStreamOperations : OperationTests<ArrowStreamFixture>;

public sealed class ArrowStreamReaders : ReaderTests<ArrowStreamFixture>;

public sealed class ArrowStreamLoads : LoadTests<ArrowStreamFixture>;

public sealed class ArrowStreamErrors : ErrorTests<ArrowStreamFixture>;

public sealed class ArrowStreamCancels : CancelTests<ArrowStreamFixture>;

public sealed class ArrowStreamOptions : OptionTests<ArrowStreamFixture>;

public sealed class ArrowStreamTypes : TypeTests<ArrowStreamFixture>;

public sealed class ArrowStreamCapabilities : CapabilityTests<ArrowStreamFixture>;

public sealed class ArrowStreamCases : CaseTests<ArrowStreamFixture>;

public sealed class ArrowStreamCatalogs : CatalogTests<ArrowStreamFixture>;
