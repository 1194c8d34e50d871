package com.allodoc.ops.exporter.render.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dashboard is what Grafana documents a dashboard to be: no name it does not know, nothing of another type. */
class DashboardSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Named<Dashboard>> boards() {
        return Boards.all(ShippedDefinition.get()).stream().map(board -> Named.of(board.slug(), board));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void a_dashboard_is_valid(Dashboard board) throws IOException {
        assertThat(schema().findings(tree(board))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/time                              | from        | 5        | $.time.from is 5, not of type \"string\"",
                "/links/0                           | tpye        | \"x\"    | $.links[0].tpye is not known",
                "/panels/1                          | type        | \"graph\"| $.panels[1].type is \"graph\", none of",
                "/panels/1/gridPos                  | w           | 25       | $.panels[1].gridPos.w is 25, out of range",
                "/panels/1/datasource               | uid         | \"P1\"   | $.panels[1].datasource.uid is \"P1\", not",
                "/panels/1/options                  | graphMode   | \"bars\" | $.panels[1].options.graphMode is \"bars\"",
                "/panels/1/fieldConfig/defaults     | noValue     | \"\"     | $.panels[1].fieldConfig.defaults.noValue is",
                "/panels/1/targets/0                | legendFromat| \"x\"    | $.panels[1].targets[0].legendFromat is not",
                "/templating/list/1                 | refresh     | 7        | $.templating.list[1].refresh is 7, none of",
            })
    void what_is_damaged_is_found(String at, String member, String value, String finding) throws IOException {
        JsonNode tree = tree(Boards.all(ShippedDefinition.get()).get(0));
        ((ObjectNode) tree.at(at)).set(member, JSON.readTree(value));
        assertThat(schema().findings(tree)).singleElement().asString().startsWith(finding);
    }

    @Test
    void what_is_left_out_is_found() throws IOException {
        JsonNode tree = tree(Boards.all(ShippedDefinition.get()).get(0));
        ((ObjectNode) tree.at("/panels/1/fieldConfig")).remove("overrides");
        assertThat(schema().findings(tree)).isEqualTo(List.of("$.panels[1].fieldConfig has no overrides"));
    }

    @Test
    void a_schema_that_asks_for_more_than_is_checked_is_refused() throws IOException {
        JsonSchema schema = new JsonSchema(JSON.readTree("{\"minLength\": 3}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema.findings(JSON.readTree("\"x\"")))
                .withMessageContaining("minLength");
    }

    private static JsonNode tree(Dashboard board) throws IOException {
        return JSON.readTree(board.json(ShippedDefinition.get()));
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = DashboardSchemaTest.class.getResourceAsStream("/grafana/dashboard.schema.json")) {
            return new JsonSchema(JSON.readTree(Objects.requireNonNull(in)));
        }
    }
}
