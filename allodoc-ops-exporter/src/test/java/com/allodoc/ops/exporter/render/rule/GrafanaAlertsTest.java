package com.allodoc.ops.exporter.render.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class GrafanaAlertsTest {
    private static final Definition DEFINITION = ShippedDefinition.get();
    private static final JsonNode TREE = new ObjectMapper()
            .valueToTree(new Load(
                            LoadSettings.builder().setSchema(new CoreSchema()).build())
                    .loadFromString(GrafanaAlerts.of(DEFINITION, "prometheus").text()));

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        TREE.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    @Test
    void it_has_every_alert_of_the_native_pack() {
        assertThat(rules())
                .extracting(rule -> rule.path("title").asText())
                .containsExactlyInAnyOrderElementsOf(RuleCatalog.alerts(DEFINITION, Pack.NATIVE).stream()
                        .map(Alert::name)
                        .toList());
    }

    @Test
    void every_group_has_what_grafana_asks_for() {
        assertThat(TREE.path("apiVersion").asInt()).isEqualTo(1);
        assertThat(TREE.path("groups")).isNotEmpty().allSatisfy(group -> {
            assertThat(group.path("orgId").asInt()).isEqualTo(1);
            assertThat(group.path("folder").asText()).isNotBlank();
            assertThat(group.path("name").asText()).startsWith("allodoc-");
            assertThat(group.path("interval").asText()).matches("\\d+0s");
        });
    }

    @Test
    void every_rule_asks_prometheus_and_fires_on_any_answer() {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.path("uid").asText()).matches("[a-z0-9-]{1,40}");
            assertThat(rule.path("for").asText()).matches("\\d+(s|m|h|d)(\\d+(s|m))?");
            assertThat(rule.path("noDataState").asText()).isEqualTo("OK");
            assertThat(rule.path("execErrState").asText()).isEqualTo("Error");
            JsonNode query = rule.at("/data/0");
            assertThat(query.path("datasourceUid").asText()).isEqualTo("prometheus");
            assertThat(query.at("/model/refId").asText())
                    .isEqualTo(query.path("refId").asText());
            assertThat(query.at("/model/expr").asText()).isNotBlank();
            assertThat(query.at("/model/instant").asBoolean()).isTrue();
            JsonNode condition = rule.at("/data/1");
            assertThat(condition.path("refId").asText())
                    .isEqualTo(rule.path("condition").asText());
            assertThat(condition.path("datasourceUid").asText()).isEqualTo("__expr__");
            assertThat(condition.at("/model/expression").asText())
                    .contains("$" + query.path("refId").asText());
            assertThat(rule.path("labels").has("severity")).isTrue();
            assertThat(rule.path("annotations").has("runbook_url")).isTrue();
            assertThat(rule.path("annotations").toString()).doesNotContain("$value ");
        });
    }

    @Test
    void no_two_rules_have_one_uid() {
        assertThat(rules()).extracting(rule -> rule.path("uid").asText()).doesNotHaveDuplicates();
    }
}
