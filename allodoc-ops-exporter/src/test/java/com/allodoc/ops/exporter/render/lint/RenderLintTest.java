package com.allodoc.ops.exporter.render.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.runbook.AlertRule;
import com.allodoc.ops.runbook.Indicator;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenderLintTest {
    private static final Definition SHIPPED = ShippedDefinition.get();

    private final KnownMetrics metrics = new KnownMetrics(
            MetricCatalog.of(List.of(
                    Family.counter("requests_total", "Requests.", "code"), Family.gauge("sessions", "Sessions."))),
            Set.of("job:requests:rate"));

    private String problem(String expression) {
        return PromQuery.selectors(expression).stream()
                .flatMap(selector -> metrics.problem(selector).stream())
                .findFirst()
                .orElse("");
    }

    @Test
    void a_metric_must_exist() {
        assertThat(problem("nobody")).isEqualTo("nothing gives a metric nobody");
        assertThat(problem("job:nobody:rate")).isEqualTo("no rule records job:nobody:rate");
        assertThat(problem("job:requests:rate + sessions")).isEmpty();
    }

    @Test
    void rates_are_for_counters_and_counters_for_rates() {
        assertThat(problem("rate(sessions[5m])")).contains("rate of sessions, which is a gauge");
        assertThat(problem("sum(requests_total)")).contains("without rate or increase");
        assertThat(problem("deriv(requests_total[5m])")).contains("use rate or increase");
        assertThat(problem("sum(rate(requests_total[5m]))")).isEmpty();
        assertThat(problem("count(requests_total)")).isEmpty();
    }

    @Test
    void a_label_must_exist() {
        assertThat(problem("increase(requests_total{method=\"GET\"}[5m])")).contains("has no label [method]");
        assertThat(problem("increase(requests_total{code=\"500\", instance=~\"x\"}[5m])"))
                .isEmpty();
    }

    @Test
    void an_alert_that_nothing_measures_is_told() {
        List<AlertRule> alerts = new ArrayList<>(SHIPPED.runbook().alerts());
        alerts.add(AlertRule.chat("SunSpots", "postgres_connections", Threshold.above(1), Severity.SEV4));
        assertThat(RenderLint.of(with(alerts, SHIPPED.runbook().indicators()), ShippedDefinition.catalog()))
                .containsExactly("alert SunSpots: nothing measures it");
    }

    @Test
    void a_limit_that_no_panel_shows_is_told() {
        List<Indicator> indicators = new ArrayList<>(SHIPPED.runbook().indicators());
        indicators.add(Indicator.of("sun_spots", "", Threshold.above(1)));
        assertThat(RenderLint.of(with(SHIPPED.runbook().alerts(), indicators), ShippedDefinition.catalog()))
                .containsExactly("indicator sun_spots: has a limit, and no panel shows it");
    }

    private static Definition with(List<AlertRule> alerts, List<Indicator> indicators) {
        Runbook from = SHIPPED.runbook();
        Runbook runbook = new Runbook(
                from.system(),
                from.environment(),
                from.hours(),
                from.services(),
                indicators,
                alerts,
                from.backups(),
                from.windows(),
                from.response(),
                from.rota(),
                from.escalations(),
                from.escalationOf(),
                from.contacts(),
                from.checklists(),
                from.procedures(),
                from.document(),
                from.assumptions());
        return new Definition(runbook, SHIPPED.site(), SHIPPED.floors(), SHIPPED.format());
    }
}
