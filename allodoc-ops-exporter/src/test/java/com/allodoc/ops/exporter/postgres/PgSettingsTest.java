package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgSettingsTest {

    @Test
    void the_defaults_are_those_of_every_client() {
        PgSettings settings = PgSettings.named("main").build();
        assertThat(settings.server()).isEqualTo("localhost:5432");
        assertThat(settings.database()).isEqualTo("postgres");
        assertThat(settings.user()).isEqualTo("postgres");
        assertThat(settings.password().get()).isEmpty();
        assertThat(settings.parameters()).isEmpty();
    }

    @Test
    void printing_shows_neither_the_password_nor_the_value_of_a_parameter() {
        PgSettings settings = PgSettings.named("main")
                .host("db1")
                .database("app")
                .password(() -> Optional.of("hunter2"))
                .parameter("sslpassword", "hunter3")
                .build();
        assertThat(settings).hasToString("PgSettings[main db1:5432/app user=postgres parameters=[sslpassword]]");
        assertThat(Scraping.target(settings).toString()).doesNotContain("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "password", "PGHOST", "PGport", "PGDBNAME"})
    void what_has_a_field_may_not_come_as_a_parameter(String parameter) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PgSettings.named("main").parameter(parameter, "x").build())
                .withMessageContaining(parameter)
                .withMessageContaining("field of its own");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void a_port_that_cannot_be_is_refused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PgSettings.named("main").port(port).build())
                .withMessage("port must be from 1 to 65535: " + port);
    }

    @Test
    void blanks_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PgSettings.named(" ").build())
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PgSettings.named("main").host("").build())
                .withMessageContaining("host");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PgSettings.named("main").database("a\0b").build())
                .withMessageContaining("database");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PgSettings.named("main").user("").build())
                .withMessageContaining("user");
    }
}
