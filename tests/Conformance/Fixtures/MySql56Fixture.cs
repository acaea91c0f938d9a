using Hawser.Testing.MySql;

namespace Hawser.Conformance.Fixtures;

/// <summary>The same on MySQL 5.6, the oldest that is supported.</summary>
public sealed class MySql56Fixture() : MySqlFixture(MySqlFlavour.MySql56);
