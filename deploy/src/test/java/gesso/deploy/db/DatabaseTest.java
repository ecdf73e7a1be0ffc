package gesso.deploy.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.deploy.CannotStart;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    @DisplayName(
            "[DE-6] an address is read with and without JDBC's prefix, and written back the same")
    void addresses() {
        var plain = Database.parse("postgresql://ann:s%2Fcret@db.local/gesso?sslmode=require");
        assertThat(plain)
                .isEqualTo(
                        new Database(
                                "jdbc:postgresql://db.local:5432/gesso?sslmode=require",
                                "ann",
                                "s/cret"));
        assertThat(Database.parse(plain.address())).isEqualTo(plain);
        assertThat(Database.parse("jdbc:postgresql://127.0.0.1:5433/g?user=bob&password=p+1"))
                .isEqualTo(new Database("jdbc:postgresql://127.0.0.1:5433/g", "bob", "p+1"));
    }

    @Test
    @DisplayName(
            "[DE-6] what is no address of a PostgreSQL is refused with the form that is wanted")
    void refused() {
        for (var wrong :
                new String[] {
                    "", "gesso", "mysql://h/g", "postgresql:///g", "postgresql://h", "a b"
                }) {
            assertThatThrownBy(() -> Database.parse(wrong))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
    }

    @Test
    @DisplayName("[DE-6] the password is not in what goes to logs")
    void quiet() {
        assertThat(Database.parse("postgresql://ann:secret@h/g").toString())
                .doesNotContain("secret");
    }
}
