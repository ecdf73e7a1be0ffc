package gesso.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    @DisplayName("[PR-21] tests run on a migrated database that is as durable as in production")
    void durable() throws SQLException {
        var database = TestDatabase.fresh();
        assertThat(show(database, "SHOW fsync")).isEqualTo("on");
        assertThat(show(database, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(show(database, "SELECT to_regclass('event_journal')::text"))
                .isEqualTo("event_journal");
        assertThat(TestDatabase.fresh().name()).isNotEqualTo(database.name());
    }

    private static String show(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
