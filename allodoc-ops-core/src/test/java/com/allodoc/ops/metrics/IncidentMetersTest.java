package com.allodoc.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.incident.ActionItem;
import com.allodoc.ops.incident.Author;
import com.allodoc.ops.incident.DedupKey;
import com.allodoc.ops.incident.EventHead;
import com.allodoc.ops.incident.InMemoryIncidentLog;
import com.allodoc.ops.incident.IncidentEvent;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.ReviewFindings;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.time.BusinessCalendar;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IncidentMetersTest {

    private static final Instant START = Instant.parse("2025-06-11T08:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ResponsePolicy POLICY =
            ResponsePolicy.standard(BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS));

    private final IncidentLog log = new InMemoryIncidentLog();
    private final Shown shown = Shown.empty();
    private final IncidentMeters meters =
            OpsMeters.into(shown.of(), () -> START).incidents(log, POLICY);
    private int events;

    private EventHead head(String incident, int minute) {
        return new EventHead("e" + events++, incident, minute(minute), Author.person("anna"));
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private void append(IncidentEvent... appended) {
        assertThat(log.append(appended[0].incident(), IncidentLog.ANY_VERSION, List.of(appended))
                        .isStored())
                .isTrue();
    }

    private void open(String incident, int minute, Severity severity) {
        append(new IncidentEvent.Triggered(
                head(incident, minute), "Disk full", severity, DedupKey.ofManual(incident), minute(minute), null));
    }

    @Test
    void every_severity_is_there_with_zero_from_the_start() {
        meters.refresh(START);

        assertThat(shown.values("allodoc_incidents_opened_total"))
                .isEqualTo(Map.of("sev1", 0.0, "sev2", 0.0, "sev3", 0.0, "sev4", 0.0));
        assertThat(shown.values("allodoc_incidents_open")).hasSize(4).containsEntry("sev1", 0.0);
        assertThat(shown.registry().find("allodoc_incident_acknowledge").timers())
                .hasSize(4);
        assertThat(shown.values("allodoc_incident_deadline_timestamp_seconds")).isEmpty();
        assertThat(shown.value("allodoc_incident_action_items_open")).isZero();
    }

    @Test
    void an_incident_that_nobody_takes_shows_since_when_and_until_when() {
        open("a", 0, Severity.SEV1);
        meters.refresh(minute(3));

        assertThat(shown.values("allodoc_incidents_open")).containsEntry("sev1", 1.0);
        assertThat(shown.values("allodoc_incidents_unacknowledged")).containsEntry("sev1", 1.0);
        assertThat(shown.values("allodoc_incident_oldest_unacknowledged_timestamp_seconds"))
                .isEqualTo(Map.of("sev1", (double) START.getEpochSecond()));
        assertThat(shown.values("allodoc_incident_deadline_timestamp_seconds"))
                .containsEntry("acknowledge sev1", (double) minute(5).getEpochSecond())
                .containsEntry("respond sev1", (double) minute(15).getEpochSecond());
    }

    @Test
    void taking_and_ending_it_is_timed_once_however_often_one_looks() {
        open("a", 0, Severity.SEV2);
        meters.refresh(minute(1));
        append(new IncidentEvent.Acknowledged(head("a", 4)));
        append(new IncidentEvent.Acknowledged(head("a", 6)));
        meters.refresh(minute(7));
        meters.refresh(minute(7));
        append(new IncidentEvent.Resolved(head("a", 60), "stays quiet"));
        meters.refresh(minute(61));

        assertThat(timer("allodoc_incident_acknowledge")).isEqualTo(4.0);
        assertThat(timer("allodoc_incident_resolve")).isEqualTo(60.0);
        assertThat(shown.values("allodoc_incidents_opened_total")).containsEntry("sev2", 1.0);
        assertThat(shown.values("allodoc_incidents_open")).containsEntry("sev2", 0.0);
        assertThat(shown.values("allodoc_incident_oldest_unacknowledged_timestamp_seconds"))
                .isEmpty();
        assertThat(shown.values("allodoc_incident_deadline_timestamp_seconds"))
                .containsOnlyKeys("review sev2")
                .containsValue((double) minute(60 + 48 * 60).getEpochSecond());
    }

    private double timer(String name) {
        Timer timer = shown.registry().get(name).tag("severity", "sev2").timer();
        assertThat(timer.count()).isOne();
        return timer.totalTime(TimeUnit.MINUTES);
    }

    @Test
    void what_is_left_to_do_is_shown_until_it_is_done() {
        open("a", 0, Severity.SEV3);
        append(
                new IncidentEvent.ActionItemAdded(
                        head("a", 1),
                        new ActionItem(
                                "i1", ActionItem.Kind.RUNBOOK, "write it down", "anna", LocalDate.of(2025, 6, 20))),
                new IncidentEvent.Resolved(head("a", 2), "quiet"),
                new IncidentEvent.Reviewed(
                        head("a", 3), new ReviewFindings("none", "by alert", List.of("x"), List.of())));
        meters.refresh(minute(5));

        assertThat(shown.value("allodoc_incident_action_items_open")).isOne();
        assertThat(shown.value("allodoc_incident_action_item_due_timestamp_seconds"))
                .isEqualTo(GaugeFamily.epochSeconds(Instant.parse("2025-06-20T22:00:00Z")));
        append(new IncidentEvent.ActionItemDone(head("a", 10), "i1"));
        meters.refresh(minute(11));
        assertThat(shown.value("allodoc_incident_action_items_open")).isZero();
        assertThat(shown.values("allodoc_incident_action_item_due_timestamp_seconds"))
                .isEmpty();
    }

    @Test
    void counters_do_not_depend_on_when_one_looked() {
        Shown late = Shown.empty();
        IncidentMeters atTheEnd = new IncidentMeters(log, POLICY);
        atTheEnd.bindTo(late.of());
        for (int i = 0; i < 1500; i++) {
            open("i" + i, i, Severity.SEV4);
            append(
                    new IncidentEvent.Acknowledged(head("i" + i, i + 1)),
                    new IncidentEvent.Resolved(head("i" + i, i + 2), "quiet"));
            if (i % 100 == 0) {
                meters.refresh(minute(i + 3));
            }
        }
        meters.refresh(minute(2000));
        atTheEnd.refresh(minute(2000));

        for (String name :
                List.of("allodoc_incidents_opened_total", "allodoc_incident_acknowledge", "allodoc_incident_resolve")) {
            assertThat(late.values(name)).isEqualTo(shown.values(name)).containsEntry("sev4", 1500.0);
        }
    }
}
