using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class ArrowFileOperations : OperationTests<ArrowFileFixture>;

public sealed class ArrowFileReaders : ReaderTests<ArrowFileFixture>;

public sealed class ArrowFileLoads : LoadTests<ArrowFileFixture>;

public sealed class ArrowFileErrors : ErrorTests<ArrowFileFixture>;

public sealed class ArrowFileCancels : CancelTests<ArrowFileFixture>;

public sealed class ArrowFileOptions : OptionTests<ArrowFileFixture>;

public sealed class ArrowFileTypes : TypeTests<ArrowFileFixture>;

public sealed class ArrowFileCapabilities : CapabilityTests<ArrowFileFixture>;

public sealed class ArrowFileCases : CaseTests<ArrowFileFixture>;

public sealed class ArrowFileCatalogs : CatalogTests<ArrowFileFixture>;
