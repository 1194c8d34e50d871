package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

    @Test
    void are_a_local_server_unless_said_otherwise() {
        RedisSettings settings = RedisSettings.builder("cache").build();
        assertThat(settings.server()).isEqualTo("localhost:6379");
        assertThat(settings.tls()).isFalse();
        assertThat(settings.verify()).isTrue();
        assertThat(settings.user()).isEmpty();
        assertThat(settings.password().get()).isEmpty();
        assertThat(settings.ca()).isEmpty();
        assertThat(settings.certificate()).isEmpty();
        assertThat(settings.key()).isEmpty();
        assertThat(settings.socket()).isEmpty();
    }

    @Test
    void take_everything_there_is() {
        RedisSettings settings = RedisSettings.builder("cache")
                .host("db1")
                .port(7000)
                .tls(true)
                .verify(false)
                .user("monitor")
                .password("secret")
                .ca(Path.of("ca.pem"))
                .certificate(Path.of("c.pem"), Path.of("k.pem"))
                .socket(Path.of("/run/redis.sock"))
                .build();
        assertThat(settings.host()).isEqualTo("db1");
        assertThat(settings.port()).isEqualTo(7000);
        assertThat(settings.user()).contains("monitor");
        assertThat(settings.password().get()).contains("secret");
        assertThat(settings.ca()).contains(Path.of("ca.pem"));
        assertThat(settings.certificate()).contains(Path.of("c.pem"));
        assertThat(settings.key()).contains(Path.of("k.pem"));
        assertThat(settings.server()).isEqualTo("unix:/run/redis.sock");
    }

    @Test
    void never_show_the_password() {
        assertThat(RedisSettings.builder("cache")
                        .user("monitor")
                        .password("secret")
                        .build()
                        .toString())
                .contains("cache", "monitor", "***")
                .doesNotContain("secret");
    }

    @Test
    void put_an_address_of_version_6_into_brackets() {
        assertThat(RedisSettings.of("cache", "::1", 6379).server()).isEqualTo("[::1]:6379");
    }

    @Test
    void refuse_what_cannot_be_meant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.of("", "db1", 6379))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.of("cache", " ", 6379))
                .withMessageContaining("host");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.of("cache", "db1", 70000))
                .withMessageContaining("port");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RedisSettings.builder("cache").ca(Path.of("ca.pem")).build())
                .withMessageContaining("tls");
    }
}
