package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSettingsTest {

    @Test
    void defaults_are_those_of_a_local_engine() {
        ContainerSettings settings = ContainerSettings.of("docker");
        assertThat(settings.name()).isEqualTo("docker");
        assertThat(settings.dockerHost()).isEqualTo(URI.create("unix:///var/run/docker.sock"));
        assertThat(settings.tlsDirectory()).isEmpty();
        assertThat(settings.cgroupRoot()).isEqualTo(Path.of("/sys/fs/cgroup"));
        assertThat(settings.procRoot()).isEqualTo(Path.of("/proc"));
        assertThat(settings.labels()).containsExactly("com.docker.compose.project", "com.docker.compose.service");
        assertThat(settings.stoppedFor()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.expected()).isEmpty();
    }

    @Test
    void every_setting_can_be_set() {
        ContainerSettings settings = ContainerSettings.builder("remote")
                .dockerHost(URI.create("tcp://docker1"))
                .tlsDirectory(Path.of("/certs"))
                .cgroupRoot(Path.of("/host/cgroup"))
                .procRoot(Path.of("/host/proc"))
                .labels(List.of("team"))
                .stoppedFor(Duration.ofHours(2))
                .sizesEvery(Duration.ofMinutes(5))
                .numa(true)
                .expected(List.of(new ExpectedService("", "backend")))
                .build();
        assertThat(settings)
                .isEqualTo(new ContainerSettings(
                        "remote",
                        URI.create("tcp://docker1"),
                        java.util.Optional.of(Path.of("/certs")),
                        Path.of("/host/cgroup"),
                        Path.of("/host/proc"),
                        List.of("team"),
                        Duration.ofHours(2),
                        java.util.Optional.of(Duration.ofMinutes(5)),
                        true,
                        List.of(new ExpectedService("", "backend"))));
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///run/docker.sock, unix:///run/docker.sock",
        "tcp://docker1:2375, docker1:2375",
        "tcp://docker1, docker1:2375",
        "tcp://user:secret@docker1:99/prefix, docker1:99",
        "tcp://[::1]:2375, [::1]:2375",
    })
    void the_server_is_where_the_engine_is_without_credentials(String host, String server) {
        ContainerSettings settings =
                ContainerSettings.builder("x").dockerHost(URI.create(host)).build();
        assertThat(settings.server()).isEqualTo(server);
        assertThat(settings.endpoint().toString() + settings).doesNotContain("secret");
    }

    @Test
    void with_certificates_the_port_is_that_of_TLS() {
        assertThat(ContainerSettings.builder("x")
                        .dockerHost(URI.create("tcp://docker1"))
                        .tlsDirectory(Path.of("/certs"))
                        .build()
                        .server())
                .isEqualTo("docker1:2376");
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ssh://root@docker1",
                    "npipe:////./pipe/docker_engine",
                    "/var/run/docker.sock",
                    "unix://var/run/docker.sock",
                    "unix:relative",
                    "tcp:///x",
                })
        void is_an_address_that_can_not_be_meant(String host) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContainerSettings.builder("x")
                            .dockerHost(URI.create(host))
                            .build())
                    .withMessageStartingWith("dockerHost: ");
        }

        @Test
        void are_certificates_for_a_unix_socket() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContainerSettings.builder("x")
                            .tlsDirectory(Path.of("/certs"))
                            .build())
                    .withMessageStartingWith("tlsDirectory: ");
        }

        @Test
        void are_two_labels_that_become_one() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContainerSettings.builder("x")
                            .labels(List.of("a.b", "a-b"))
                            .build())
                    .withMessage("labels: \"a.b\" and \"a-b\" would both become container_label_a_b; keep one of them");
        }

        @Test
        void is_a_blank_name() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContainerSettings.of(" "))
                    .withMessageStartingWith("name ");
        }
    }
}
