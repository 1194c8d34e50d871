package com.allodoc.ops.exporter.render.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Other readers get back what was written. */
class TextTest {
    private static final Map<String, Object> TREE = Tree.of(
            "plain", "a word",
            "quoted", "it's: \"#1\" \\ true",
            "wordsThatMeanMore", List.of("true", "no", "~", "0123", "1.5", "- x", "", "5m", "{{ $value }}", "a: b"),
            "block", "max by (a) (\n  x\n)\n",
            "numbers", List.of(1, 0.8, 2_147_483_648L, 1e12, 3_024_000.0),
            "nothing", List.of(),
            "none", Map.of(),
            "nested", List.of(Tree.of("a", Tree.of("b", List.of(Tree.of("c", 1, "d", false))), "e", "x")));

    @Test
    void yaml_is_read_back_as_it_was() {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(Yaml.of("two\nlines", TREE));
        assertThat(new ObjectMapper().<JsonNode>valueToTree(read).toString())
                .isEqualTo(new ObjectMapper().<JsonNode>valueToTree(plain()).toString());
    }

    @Test
    void json_is_read_back_as_it_was() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(Json.of(TREE)).toString())
                .isEqualTo(json.<JsonNode>valueToTree(plain()).toString());
        assertThat(Json.of(Tree.of("value", Optional.empty(), "control", "\u0001\t")))
                .contains("null", "\\u0001\\t");
    }

    /** Whole numbers are written without a point. */
    private static Map<String, Object> plain() {
        Map<String, Object> plain = Tree.of();
        plain.putAll(TREE);
        plain.put("numbers", List.of(1, 0.8, 2_147_483_648L, 1_000_000_000_000L, 3_024_000));
        return plain;
    }

    @Test
    void durations_are_prometheus_s() {
        assertThat(Numbers.duration(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThat(Numbers.duration(Duration.ofHours(26))).isEqualTo("1d2h");
        assertThat(Numbers.duration(Duration.ZERO)).isEqualTo("0s");
        assertThatIllegalArgumentException().isThrownBy(() -> Numbers.duration(Duration.ofMillis(5)));
    }
}
