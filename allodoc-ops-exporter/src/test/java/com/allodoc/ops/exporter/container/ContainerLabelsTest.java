package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.MetricType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLabelsTest {

    @ParameterizedTest
    @CsvSource({
        "com.docker.compose.project, container_label_com_docker_compose_project",
        "Team-Name, container_label_Team_Name",
        "größe, container_label_gr__e",
        "a😀b, container_label_a_b",
        "9lives, container_label_9lives",
    })
    void names_are_made_legal_as_cAdvisor_makes_them(String label, String name) {
        assertThat(ContainerLabels.sanitized(label)).isEqualTo(name);
    }

    @Test
    void a_series_carries_what_every_series_carries_and_its_own() {
        ContainerLabels labels = new ContainerLabels(List.of("team", "owner"));
        assertThat(labels.family(MetricType.GAUGE, "container_x", "X.", "device")
                        .labels())
                .containsExactly("id", "name", "image", "container_label_team", "container_label_owner", "device");
        ListedContainer listed = new ListedContainer(
                "abc", "web", "web:1", ContainerState.RUNNING, "Up", Map.of("team", "a\"b", "secret", "s"), "");
        Container container = new Container(listed, Optional.empty(), Optional.empty(), "/docker/abc");
        assertThat(labels.values(container, "sda")).containsExactly("/docker/abc", "web", "web:1", "a\"b", "", "sda");
    }
}
