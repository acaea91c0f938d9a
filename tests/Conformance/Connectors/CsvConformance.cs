using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class CsvOperations : OperationTests<CsvFixture>;

public sealed class CsvReaders : ReaderTests<CsvFixture>;

public sealed class CsvLoads : LoadTests<CsvFixture>;

public sealed class CsvErrors : ErrorTests<CsvFixture>;

public sealed class CsvCancels : CancelTests<CsvFixture>;

public sealed class CsvOptions : OptionTests<CsvFixture>;

public sealed class CsvTypes : TypeTests<CsvFixture>;

public sealed class CsvCapabilities : CapabilityTests<CsvFixture>;

public sealed class CsvCases : CaseTests<CsvFixture>;

public sealed class CsvCatalogs : CatalogTests<CsvFixture>;
