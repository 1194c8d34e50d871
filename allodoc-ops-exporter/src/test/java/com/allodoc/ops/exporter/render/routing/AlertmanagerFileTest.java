package com.allodoc.ops.exporter.render.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.rule.Alert;
import com.allodoc.ops.exporter.render.rule.Pack;
import com.allodoc.ops.exporter.render.rule.RuleCatalog;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.time.MaintenanceWindow;
import com.allodoc.ops.time.MonthlyOrdinal;
import com.allodoc.ops.time.Ordinal;
import com.allodoc.ops.time.Weekly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered routing under the real amtool. */
class AlertmanagerFileTest {
    private static final Definition DEFINITION = ShippedDefinition.get();
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    private Path folder;

    private Path write() throws Exception {
        return Files.writeString(
                folder.resolve("alertmanager.yml"), AlertmanagerFile.of(DEFINITION).text());
    }

    private static Programs.Output amtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Programs.require("amtool").toString()));
        command.addAll(List.of(arguments));
        return Programs.run(new byte[0], command.toArray(String[]::new));
    }

    @Test
    void amtool_accepts_it() throws Exception {
        Programs.Output output = amtool("check-config", write().toString());
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    @Test
    void every_alert_reaches_who_the_definition_says() throws Exception {
        String file = write().toString();
        for (Alert alert : RuleCatalog.alerts(DEFINITION, Pack.NATIVE)) {
            expect(file, alert, "production", receiver(alert));
            expect(file, alert, "staging", alert.name().equals("Watchdog") ? "heartbeat" : "standard");
        }
    }

    private static String receiver(Alert alert) {
        if (alert.name().equals("Watchdog")) {
            return "heartbeat";
        }
        return switch (alert.rule().channel()) {
            case PAGE -> "page";
            case CHAT -> "standard";
            case TICKET -> "tickets";
        };
    }

    private static void expect(String file, Alert alert, String environment, String receiver) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("config", "routes", "test", "--config.file=" + file, "--verify.receivers=" + receiver));
        arguments.add("alertname=" + alert.name());
        arguments.add("environment=" + environment);
        alert.labels().forEach((name, value) -> {
            if (!name.equals("environment")) {
                arguments.add(name + "=" + value);
            }
        });
        Programs.Output output = amtool(arguments.toArray(String[]::new));
        assertThat(output.exitCode()).as(alert.name() + " in " + environment + ": " + output.text()).isZero();
    }

    @Test
    void alerts_of_areas_that_are_still_to_come_are_routed_by_their_labels() throws Exception {
        String file = write().toString();
        assertThat(route(file, "severity=critical", "area=backup", "team=devops", "sev=2")).isEqualTo("page");
        assertThat(route(file, "severity=critical", "area=security", "team=security", "sev=1"))
                .isEqualTo("page-security");
        assertThat(route(file, "severity=warning", "area=security", "team=security", "sev=3")).isEqualTo("security");
        assertThat(route(file, "severity=info", "area=app", "team=devops", "sev=4")).isEqualTo("tickets");
    }

    private static String route(String file, String... labels) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
        arguments.add("environment=production");
        arguments.addAll(List.of(labels));
        return amtool(arguments.toArray(String[]::new)).text().lines().reduce((a, b) -> b).orElse("").strip();
    }

    @Test
    void the_first_sunday_is_a_sunday_and_a_day_from_1_to_7_in_one_item() {
        MaintenanceWindow window = MaintenanceWindow.of(
                "monthly", MonthlyOrdinal.first(DayOfWeek.SUNDAY, LocalTime.of(2, 0), PARIS), LocalTime.of(6, 0));
        assertThat(Intervals.of(window).toString())
                .isEqualTo("{name=monthly-maintenance, time_intervals=[{times=[{start_time=02:00, end_time=06:00}],"
                        + " weekdays=[sunday], days_of_month=[1:7], location=Europe/Paris}]}");
    }

    @Test
    void a_window_without_words_in_alertmanager_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Intervals.of(MaintenanceWindow.of(
                        "night", Weekly.on(DayOfWeek.SUNDAY, LocalTime.of(23, 0), PARIS), LocalTime.of(1, 0))))
                .withMessageContaining("split it in two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Intervals.of(MaintenanceWindow.of(
                        "last",
                        new MonthlyOrdinal(Ordinal.LAST, DayOfWeek.SUNDAY, LocalTime.of(2, 0), PARIS),
                        LocalTime.of(4, 0))))
                .withMessageContaining("use a weekly");
    }

    @Test
    void what_is_never_muted_is_not_swallowed_by_what_is() {
        String rules = Inhibition.rules(DEFINITION).get(0).toString();
        assertThat(rules).contains("source_matchers=[alertname=\"ServiceDown\"]");
        AlertmanagerFile.NEVER_MUTED.forEach(alert -> assertThat(rules).contains(alert));
    }
}
