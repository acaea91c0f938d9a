using Hawser.Testing.Postgres;

namespace Hawser.Testing.Tests.Postgres;

public sealed class PostgresServerTests
{
    [Fact]
    public void A_private_server_answers_psql_and_lets_its_users_in()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        PostgresServer server = PostgresServer.Shared;
        string database = server.CreateDatabase();
        Assert.Equal([["1", null, "a|b\nc"]], server.Query(database, "SELECT 1, NULL, E'a|b\\nc'"));
        if (server.IsPrivate)
        {
            foreach (string user in new[] { PostgresUsers.Scram, PostgresUsers.Md5, PostgresUsers.Clear, PostgresUsers.PlainOnly })
            {
                string answer = PsqlJudge.Execute(server.Host, server.Port, $"dbname={database} sslmode=disable", "SELECT current_user", user, PostgresUsers.Password);
                Assert.Equal(user, answer.Trim());
            }

            string overTls = PsqlJudge.Execute(
                server.Host, server.Port, $"dbname={database} sslmode=verify-full sslrootcert={server.CertificateFile("root.crt")}", "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", PostgresUsers.TlsOnly, PostgresUsers.Password);
            Assert.Equal("t", overTls.Trim());
            Assert.Throws<JudgeException>(() => PsqlJudge.Execute(server.Host, server.Port, database, "SELECT 1", PostgresUsers.Scram, "wrong"));
        }

        server.DropDatabase(database);
        Assert.Throws<JudgeException>(() => server.Execute(database, "SELECT 1"));
    }
}
