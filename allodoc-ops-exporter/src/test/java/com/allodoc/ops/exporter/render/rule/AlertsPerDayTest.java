package com.allodoc.ops.exporter.render.rule;

import static com.allodoc.ops.exporter.render.rule.History.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.testing.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often somebody is told: days of invented history under the real rules, evaluated by the real promtool once a minute.
 * Healthy days are silent, and what is planted into them is told, by its own alerts and by no other.
 */
@Tag("promtool")
class AlertsPerDayTest {
    private static final long SEED = 2026;
    private static final int MONTH = 30;

    private static final String FIRED =
            "group by (alertname) (last_over_time(ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}[%dm]))";

    /** The nightly backup is over, the application and the exporter are deployed. */
    private static final int AFTER_DEPLOYMENT = 10 * 60 + 30;

    /** Planted at two in the afternoon, when most is going on. */
    private static final int AFTERNOON = 14 * 60;

    @TempDir
    private Path folder;

    @Test
    void the_morning_is_silent_and_the_rest_of_the_day_has_the_alerts_that_were_planted() throws Exception {
        History history = HealthyClinic.of(1, SEED);
        Set<String> planted = new TreeSet<>();
        int minute = AFTER_DEPLOYMENT;
        for (Incident incident : Incident.brief()) {
            incident.plant().into(history, minute);
            planted.addAll(incident.alerts());
            minute += incident.minutes();
        }
        assertThat(minute).isLessThan(DAY);
        assertAlerts(history, Map.of(AFTER_DEPLOYMENT, Set.of(), DAY, planted));
    }

    @Test
    @Tag("endurance")
    void a_healthy_month_is_silent() throws Exception {
        Map<Integer, Set<String>> silence = new TreeMap<>();
        for (int day = 1; day <= MONTH; day++) {
            silence.put(day * DAY, Set.of());
        }
        assertAlerts(HealthyClinic.of(MONTH, SEED), silence);
    }

    @Test
    @Tag("endurance")
    void a_bad_month_has_on_every_day_the_alerts_that_were_planted() throws Exception {
        List<Incident> incidents = Stream.concat(Incident.brief().stream(), Incident.slow().stream())
                .toList();
        History history = HealthyClinic.of(incidents.size(), SEED);
        Map<Integer, Set<String>> planted = new TreeMap<>();
        for (Incident incident : incidents) {
            incident.plant().into(history, planted.size() * DAY + AFTERNOON);
            planted.put((planted.size() + 1) * DAY, incident.alerts());
        }
        assertThat(incidents).hasSizeGreaterThanOrEqualTo(MONTH);
        assertAlerts(history, planted);
    }

    /** What fires at any time of each span, by the minute at which the span ends; the one before is where it begins. */
    private void assertAlerts(History history, Map<Integer, Set<String>> untilMinute) throws Exception {
        Promtool promtool = new Promtool(folder);
        List<Path> rules = promtool.write(RuleFiles.of(ShippedDefinition.get()), Pack.NATIVE);
        List<Object> expectations = new ArrayList<>();
        int from = 0;
        for (Map.Entry<Integer, Set<String>> span : new TreeMap<>(untilMinute).entrySet()) {
            int last = span.getKey() - 1;
            expectations.add(Tree.of(
                    "expr", FIRED.formatted(last - from),
                    "eval_time", last + "m",
                    "exp_samples",
                            span.getValue().stream().map(AlertsPerDayTest::once).toList()));
            from = span.getKey();
        }
        Map<String, Object> test = Tree.of(
                "name",
                "alerts per day",
                "interval",
                "1m",
                "input_series",
                history.input(),
                "promql_expr_test",
                expectations);
        Programs.Output output = promtool.test(rules, List.of(test));
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    private static Map<String, Object> once(String alert) {
        return Tree.of("labels", "{alertname=\"" + alert + "\"}", "value", 1);
    }
}
