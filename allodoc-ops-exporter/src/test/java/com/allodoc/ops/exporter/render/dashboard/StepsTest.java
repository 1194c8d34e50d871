package com.allodoc.ops.exporter.render.dashboard;

import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.GREEN;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.ORANGE;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.RED;
import static com.allodoc.ops.exporter.render.dashboard.Steps.Colour.YELLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.render.rule.RuleCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One number, one place: what a panel draws is what the rules fire on. */
class StepsTest {
    private static final Definition DEFINITION = ShippedDefinition.get();

    @Test
    void colours_follow_target_and_alerts_upwards() {
        assertThat(Steps.of(DEFINITION, "host_memory_ratio"))
                .returns(GREEN, Steps::base)
                .returns(Map.of(0.85, ORANGE, 0.95, RED), Steps::steps);
    }

    @Test
    void colours_follow_target_and_alerts_downwards() {
        assertThat(Steps.of(DEFINITION, "redis_hit_ratio"))
                .returns(YELLOW, Steps::base)
                .returns(Map.of(0.6, YELLOW, 0.8, GREEN), Steps::steps);
    }

    @Test
    void the_description_has_the_definition_s_words() {
        assertThat(Steps.of(DEFINITION, "host_cpu_ratio").limits())
                .containsExactly("target missed > 80 %", "HighCpu > 80 %");
    }

    @Test
    void an_unknown_number_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Steps.of(DEFINITION, "sun_spots"))
                .withMessageContaining("indicators has no sun_spots");
    }

    @Test
    void every_alert_links_to_a_panel_that_is_there() {
        assertThat(RuleCatalog.alerts(DEFINITION, Pack.NATIVE)).allSatisfy(alert -> {
            String url = Boards.url(DEFINITION, alert.rule());
            int id = Integer.parseInt(url.replaceAll(".*viewPanel=(\\d+).*", "$1"));
            assertThat(Boards.all(DEFINITION).stream()
                            .filter(board -> url.contains("/d/" + board.slug() + "?"))
                            .flatMap(board -> board.panels().stream().filter(panel -> board.id(panel) == id))
                            .flatMap(panel -> panel.indicators().stream()))
                    .contains(alert.rule().indicator());
        });
    }
}
