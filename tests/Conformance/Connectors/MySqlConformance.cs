using Hawser.Conformance.Contract;
using Hawser.Conformance.Fixtures;

namespace Hawser.Conformance.Connectors;

public sealed class MySqlOperations : OperationTests<MySqlFixture>;

public sealed class MySqlReaders : ReaderTests<MySqlFixture>;

public sealed class MySqlLoads : LoadTests<MySqlFixture>;

public sealed class MySqlErrors : ErrorTests<MySqlFixture>;

public sealed class MySqlCancels : CancelTests<MySqlFixture>;

public sealed class MySqlOptions : OptionTests<MySqlFixture>;

public sealed class MySqlTypes : TypeTests<MySqlFixture>;

public sealed class MySqlCapabilities : CapabilityTests<MySqlFixture>;

public sealed class MySqlCases : CaseTests<MySqlFixture>;

public sealed class MySqlCatalogs : CatalogTests<MySqlFixture>;


public sealed class MySql56Readers : ReaderTests<MySql56Fixture>;

public sealed class MySql56Loads : LoadTests<MySql56Fixture>;

public sealed class MySql56Types : TypeTests<MySql56Fixture>;

public sealed class MySql56Capabilities : CapabilityTests<MySql56Fixture>;

public sealed class MySql56Catalogs : CatalogTests<MySql56Fixture>;
