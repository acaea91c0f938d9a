using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class ParquetOperations : OperationTests<ParquetFixture>;

public sealed class ParquetReaders : ReaderTests<ParquetFixture>;

public sealed class ParquetLoads : LoadTests<ParquetFixture>;

public sealed class ParquetErrors : ErrorTests<ParquetFixture>;

public sealed class ParquetCancels : CancelTests<ParquetFixture>;

public sealed class ParquetOptions : OptionTests<ParquetFixture>;

public sealed class ParquetTypes : TypeTests<ParquetFixture>;

public sealed class ParquetCapabilities : CapabilityTests<ParquetFixture>;

public sealed class ParquetCases : CaseTests<ParquetFixture>;

public sealed class ParquetCatalogs : CatalogTests<ParquetFixture>;
